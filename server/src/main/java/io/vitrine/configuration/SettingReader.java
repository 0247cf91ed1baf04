package io.vitrine.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The texts that were given for settings, and the problems that reading them has met. */
final class SettingReader {
    private static final String FILE_NAME = "vitrine.yaml";

    private final Map<String, GivenText> given;
    private final List<String> problems;

    private SettingReader(Map<String, GivenText> given, List<String> problems) {
        this.given = given;
        this.problems = problems;
    }

    /** Lays flags over variables over the file. */
    static SettingReader of(Map<String, String> flags, Map<String, String> environment, Path workingDirectory) {
        Map<String, GivenText> given = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        file(flags, environment, workingDirectory)
                .ifPresent(file -> SettingsFile.read(file, problems).forEach(given::put));
        for (Setting<?> setting : Settings.ALL) {
            // Compose files pass an unset variable on as an empty one.
            Optional.ofNullable(environment.get(setting.variable()))
                    .filter(text -> !text.isBlank())
                    .ifPresent(text -> given.put(
                            setting.name(),
                            new GivenText(text.strip(), "The environment variable " + setting.variable())));
            Optional.ofNullable(flags.get(setting.name()))
                    .ifPresent(text ->
                            given.put(setting.name(), new GivenText(text.strip(), "The flag " + setting.flag())));
        }
        problems.addAll(unknownVariables(environment));
        return new SettingReader(given, problems);
    }

    private static Optional<Path> file(
            Map<String, String> flags, Map<String, String> environment, Path workingDirectory) {
        Optional<String> named = Optional.ofNullable(flags.get(ConfigurationFlags.CONFIG_NAME))
                .or(() -> Optional.ofNullable(environment.get(ConfigurationFlags.CONFIG_VARIABLE))
                        .filter(text -> !text.isBlank()));
        return named.map(workingDirectory::resolve)
                .or(() -> Optional.of(workingDirectory.resolve(FILE_NAME)).filter(Files::isRegularFile));
    }

    private static List<String> unknownVariables(Map<String, String> environment) {
        List<String> known = new ArrayList<>(Settings.OTHER_VARIABLES);
        Settings.ALL.forEach(setting -> known.add(setting.variable()));
        return environment.keySet().stream()
                .filter(name -> name.startsWith(Settings.VARIABLE_PREFIX) && !known.contains(name))
                .sorted()
                .map(name -> "The environment variable " + name + " is none that Vitrine knows."
                        + Spelling.suggestion(name, known))
                .toList();
    }

    /** The value of a setting that has a default. */
    <T> T value(Setting<T> setting) {
        T fallback = setting.fallback()
                .flatMap(setting.type().reader())
                .orElseThrow(() -> new IllegalStateException(setting.name() + " has no default, or a wrong one"));
        return optional(setting).orElse(fallback);
    }

    /** The value of a setting that need not be given. */
    <T> Optional<T> optional(Setting<T> setting) {
        GivenText text = given.get(setting.name());
        if (text == null) {
            return Optional.empty();
        }
        Optional<T> value = setting.type().reader().apply(text.text());
        if (value.isEmpty()) {
            String shown = setting.type().secret() ? "is wrong (its value is not shown)" : "is \"" + text.text() + "\"";
            problems.add(text.origin() + " " + shown + ". It must be "
                    + setting.type().expectation() + ".");
        }
        return value;
    }

    /** Two settings of which neither says anything without the other. */
    void requireTogether(Setting<?> one, Setting<?> other) {
        boolean first = given.containsKey(one.name());
        if (first != given.containsKey(other.name())) {
            Setting<?> missing = first ? other : one;
            Setting<?> present = first ? one : other;
            problems.add(present.variable() + " is set and " + missing.variable() + " is not. Set both, or neither.");
        }
    }

    /** A setting that says nothing without another. */
    void requireWith(Setting<?> one, Setting<?> other) {
        if (given.containsKey(one.name()) && !given.containsKey(other.name())) {
            problems.add(one.variable() + " takes " + other.variable() + " with it. Set that too.");
        }
    }

    void throwIfWrong() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /**
     * What an operator wrote.
     *
     * @param origin where, as the beginning of a sentence
     */
    record GivenText(String text, String origin) {}
}
