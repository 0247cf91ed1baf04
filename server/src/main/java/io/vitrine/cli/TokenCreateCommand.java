package io.vitrine.cli;

import io.vitrine.access.Access;
import io.vitrine.access.ApiTokens;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./vitrine token create}: prints the new token alone on standard output, so that scripts can take it. */
@Command(name = "create", description = "Makes an API token and prints it, this once.", mixinStandardHelpOptions = true)
final class TokenCreateCommand implements Callable<Integer> {
    /** Put here by picocli. */
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--group", paramLabel = "NAME", description = "Its data visibility group. Default: Production.")
    private String group = "Production";

    @Option(
            names = "--access",
            paramLabel = "KIND",
            description = "What it may do: read-only, read-write or admin. Default: read-write.")
    private String access = Access.READ_WRITE.wireName();

    @Option(names = "--name", paramLabel = "TEXT", description = "What people call it. Default: command line.")
    private String name = "command line";

    @Override
    public Integer call() {
        Access kind = Access.named(access)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "--access takes read-only, read-write or admin, and got \"" + access + "\"."));
        try (TokenOffice office = TokenOffice.open(ConfiguredCommand.configuration(command))) {
            ApiTokens.Issued issued = office.create(group, kind, name);
            command.commandLine()
                    .getErr()
                    .println("Token " + issued.record().id() + " \"" + name + "\", " + kind.wireName() + ", group "
                            + group + ". It is shown this once:");
            command.commandLine().getErr().flush();
            command.commandLine().getOut().println(issued.secret());
            return 0;
        }
    }
}
