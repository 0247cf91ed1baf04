package io.vitrine.cli;

import io.vitrine.configuration.Configuration;
import io.vitrine.configuration.ConfigurationFlags;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What the subcommands that take all settings as flags have in common. */
final class ConfiguredCommand {
    private ConfiguredCommand() {}

    /** The spec of an annotated subcommand, with a flag for every setting. */
    static CommandSpec spec(Object subcommand) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(subcommand);
        ConfigurationFlags.addTo(spec);
        return spec;
    }

    /** The settings, with the flags that this call was given. */
    static Configuration configuration(CommandSpec command) {
        return configuration(ConfigurationFlags.given(command.commandLine().getParseResult()));
    }

    /** The settings, with these flags. */
    static Configuration configuration(Map<String, String> flags) {
        return Configuration.read(flags, System.getenv(), Path.of(""));
    }
}
