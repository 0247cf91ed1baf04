package io.vitrine.query.template;

import io.vitrine.customer.LevelVariables;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a variable as it stands between braces: parts joined by dots, compared exactly.
 *
 * <p>The first part is ASCII, so that no letter of another script can pass for one of {@code customer_id}.
 */
public record VariableName(List<String> parts) {
    private static final int MAX_LENGTH = 200;
    private static final Pattern SYNTAX =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*+(?:\\.[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_-]*+)*+");

    public VariableName {
        parts = List.copyOf(parts);
    }

    /** Reads a name; empty where the text is none. */
    public static Optional<VariableName> parse(String text) {
        return text.length() <= MAX_LENGTH && SYNTAX.matcher(text).matches()
                ? Optional.of(new VariableName(List.of(text.split("\\."))))
                : Optional.empty();
    }

    /** The variable that holds the id of a customer at a level: {@code customer_id} for the level {@code Customer}. */
    public static String idOfLevel(String level) {
        return LevelVariables.prefix(level) + "_id";
    }

    /** The variable that holds the name of a customer at a level. */
    public static String nameOfLevel(String level) {
        return LevelVariables.prefix(level) + "_name";
    }

    String root() {
        return parts.getFirst();
    }

    String last() {
        return parts.getLast();
    }

    /** The name's first {@code count} parts, joined. */
    String prefix(int count) {
        return parts.stream().limit(count).collect(Collectors.joining("."));
    }

    @Override
    public String toString() {
        return String.join(".", parts);
    }
}
