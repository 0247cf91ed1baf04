package io.vitrine;

import io.vitrine.cli.DemoCommand;
import io.vitrine.cli.Failures;
import io.vitrine.cli.ServeCommand;
import io.vitrine.cli.TokenCommand;
import io.vitrine.cli.client.ApplyCommand;
import io.vitrine.cli.client.ExportCommand;
import io.vitrine.cli.client.ImportCommand;
import io.vitrine.cli.client.QueryCommand;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
        boolean plainServe = Arrays.asList(arguments).equals(List.of("serve"));
        System.exit(
                plainServe
                        ? ServeCommand.withoutFlags()
                        : commandLine(arguments).execute(arguments));
    }

    /** Knows the one subcommand that is named, or all: picocli looks closely at each, which is a good part of a start. */
    private static CommandLine commandLine(String[] arguments) {
        CommandLine line = new CommandLine(new Main(CommandSpec.create()));
        line.getCommandSpec().version(versionText());
        Map<String, Consumer<CommandLine>> all = subcommands();
        Optional<Consumer<CommandLine>> named =
                Arrays.stream(arguments).findFirst().flatMap(name -> Optional.ofNullable(all.get(name)));
        named.ifPresentOrElse(one -> one.accept(line), () -> all.values().forEach(each -> each.accept(line)));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(Failures.explain(failure));
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
        return line;
    }

    private static Map<String, Consumer<CommandLine>> subcommands() {
        Map<String, Consumer<CommandLine>> all = new LinkedHashMap<>();
        all.put("serve", line -> line.addSubcommand(ServeCommand.spec()));
        all.put("demo", line -> line.addSubcommand(DemoCommand.spec()));
        all.put("token", line -> line.addSubcommand(TokenCommand.spec()));
        all.put("query", line -> line.addSubcommand(new QueryCommand()));
        all.put("import", line -> line.addSubcommand(new ImportCommand()));
        all.put("apply", line -> line.addSubcommand(new ApplyCommand()));
        all.put("export", line -> line.addSubcommand(new ExportCommand()));
        return all;
    }

    @Command(description = "Says which version this is.")
    int version() {
        command.commandLine().getOut().println(versionText());
        return 0;
    }

    private static String versionText() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "Vitrine " + (version == null ? "unreleased" : version) + ", Java " + Runtime.version();
    }
}
