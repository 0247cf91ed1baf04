package io.vitrine.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./vitrine token}: API tokens, also for an operator who has none left, whether the server runs or not. */
@Command(
        name = "token",
        description = "Creates, lists and revokes API tokens, whether the server runs or not.",
        mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {
    /** Put here by picocli. */
    @Spec
    private CommandSpec command = CommandSpec.create();

    /** The subcommand with those below it. */
    public static CommandSpec spec() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new TokenCommand());
        spec.addSubcommand("create", ConfiguredCommand.spec(new TokenCreateCommand()));
        spec.addSubcommand("list", ConfiguredCommand.spec(new TokenListCommand()));
        spec.addSubcommand("revoke", ConfiguredCommand.spec(new TokenRevokeCommand()));
        return spec;
    }

    @Override
    public Integer call() {
        throw new ParameterException(command.commandLine(), "Say what to do: create, list or revoke.");
    }
}
