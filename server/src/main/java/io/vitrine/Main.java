package io.vitrine;

import io.vitrine.cli.DemoCommand;
import io.vitrine.cli.Failures;
import io.vitrine.cli.ServeCommand;
import io.vitrine.cli.TokenCommand;
import io.vitrine.cli.client.ApplyCommand;
import io.vitrine.cli.client.ExportCommand;
import io.vitrine.cli.client.ImportCommand;
import io.vitrine.cli.client.QueryCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program: parses the command line and runs the subcommand that it names. */
@Command(name = "vitrine", description = "Self-hosted embedded analytics.", mixinStandardHelpOptions = true)
public final class Main {
    @Spec
    private CommandSpec command;

    Main(CommandSpec command) {
        this.command = command;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    private static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main(CommandSpec.create()));
        line.addSubcommand(ServeCommand.spec());
        line.addSubcommand(DemoCommand.spec());
        line.addSubcommand(TokenCommand.spec());
        line.addSubcommand(new QueryCommand());
        line.addSubcommand(new ImportCommand());
        line.addSubcommand(new ApplyCommand());
        line.addSubcommand(new ExportCommand());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(Failures.explain(failure));
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
        return line;
    }

    @Command(description = "Says which version this is.")
    int version() {
        PrintWriter out = command.commandLine().getOut();
        String version = Main.class.getPackage().getImplementationVersion();
        out.println("Vitrine " + (version == null ? "unreleased" : version) + ", Java " + Runtime.version());
        return 0;
    }
}
