package io.vitrine.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./vitrine token revoke}: ends a token; servers that run refuse it within a second. */
@Command(name = "revoke", description = "Ends an API token for good.", mixinStandardHelpOptions = true)
final class TokenRevokeCommand implements Callable<Integer> {
    /** Put here by picocli. */
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "ID", description = "The id that \"token list\" shows.")
    private long id;

    @Override
    public Integer call() {
        try (TokenOffice office = TokenOffice.open(ConfiguredCommand.configuration(command))) {
            office.revoke(id);
        }
        command.commandLine().getErr().println("Token " + id + " is revoked.");
        return 0;
    }
}
