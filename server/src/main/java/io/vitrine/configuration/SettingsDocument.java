package io.vitrine.configuration;

import java.util.stream.Collectors;

/** The documentation of the settings, made of their declarations. */
final class SettingsDocument {
    private static final String HEADING = """
            # Configuration

            Every setting can be given as a flag, as an environment variable, or as a key of `vitrine.yaml`. A flag beats a
            variable, a variable beats the file, the file beats the default. The file is looked for in the working directory;
            `--config FILE` or `VITRINE_CONFIG` name another. A setting that is not known, or has a wrong value, keeps the
            server from starting, and the message says which one, where it stands, and what would be right.

            | variable | flag | key | default | |
            |---|---|---|---|---|
            """;

    private SettingsDocument() {}

    /** The page as Markdown. */
    static String markdown() {
        return Settings.ALL.stream().map(SettingsDocument::row).collect(Collectors.joining("\n", HEADING, "\n"));
    }

    private static String row(Setting<?> setting) {
        String fallback = setting.fallback()
                .filter(text -> !text.isEmpty())
                .map(text -> "`" + text + "`")
                .orElse("none");
        return "| `%s` | `%s` | `%s` | %s | %s |"
                .formatted(setting.variable(), setting.flag(), setting.key(), fallback, setting.description());
    }
}
