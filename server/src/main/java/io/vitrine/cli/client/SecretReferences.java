package io.vitrine.cli.client;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** {@code ${NAME}} in the connections of data sources: taken from the environment, so that no secret stands in a file. */
final class SecretReferences {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private SecretReferences() {}

    /** The document with the values of its references. */
    static ObjectNode resolved(Path file, ObjectNode source, Map<String, String> environment) {
        if (!(source.path("connection") instanceof ObjectNode connection)) {
            return source;
        }
        ObjectNode copy = source.deepCopy();
        ObjectNode values = copy.putObject("connection");
        connection.properties().forEach(setting -> {
            String text = setting.getValue().asString("");
            values.put(setting.getKey(), REFERENCE.matcher(text).replaceAll(found -> {
                String value = environment.get(found.group(1));
                if (value == null) {
                    throw new CallFailure(file + ": connection." + setting.getKey() + " refers to " + found.group(1)
                            + ", which the environment does not have.");
                }
                return Matcher.quoteReplacement(value);
            }));
        });
        return copy;
    }

    /** The reference that an export writes in the place of a secret, for example {@code ${SHOP_PASSWORD}}. */
    static String reference(String source, String setting) {
        return "${"
                + (source + "_" + setting).toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]+", "_") + "}";
    }
}
