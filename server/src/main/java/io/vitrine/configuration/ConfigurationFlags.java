package io.vitrine.configuration;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The settings as flags of a subcommand. */
public final class ConfigurationFlags {
    static final String CONFIG_NAME = "config";
    static final String CONFIG_VARIABLE = "VITRINE_CONFIG";

    private ConfigurationFlags() {}

    /** Adds {@code --config} and a flag for each setting to a subcommand. */
    public static void addTo(CommandSpec command) {
        command.addOption(OptionSpec.builder("--" + CONFIG_NAME)
                .type(String.class)
                .paramLabel("FILE")
                .description("The file of settings, vitrine.yaml here by default.")
                .build());
        for (Setting<?> setting : Settings.ALL) {
            String fallback = setting.fallback()
                    .filter(text -> !text.isEmpty())
                    .map(text -> " Default: " + text + ".")
                    .orElse("");
            command.addOption(OptionSpec.builder(setting.flag())
                    .type(String.class)
                    .paramLabel("VALUE")
                    // Picocli reads a percent sign as the beginning of a format.
                    .description((setting.description().replace("`", "") + fallback).replace("%", "%%"))
                    .build());
        }
    }

    /** The flags that were given, for {@link Configuration#read}. */
    public static Map<String, String> given(ParseResult parsed) {
        Map<String, String> flags = new LinkedHashMap<>();
        if (parsed.hasMatchedOption("--" + CONFIG_NAME)) {
            flags.put(CONFIG_NAME, parsed.matchedOptionValue("--" + CONFIG_NAME, ""));
        }
        for (Setting<?> setting : Settings.ALL) {
            if (parsed.hasMatchedOption(setting.flag())) {
                flags.put(setting.name(), parsed.matchedOptionValue(setting.flag(), ""));
            }
        }
        return flags;
    }
}
