package io.vitrine.cli.client;

import io.vitrine.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a document asks of a server.
 *
 * @param current what the server has, where it has something of this key
 * @param fields the members of the document that the server has otherwise; all, where it has nothing of this key
 */
record BundleChange(BundleKey key, ObjectNode wanted, Optional<ObjectNode> current, List<String> fields) {
    /** What a document changes; a member that it leaves out stays as it is. */
    static BundleChange of(BundleKey key, ObjectNode wanted, Optional<ObjectNode> current, Set<String> secrets) {
        List<String> fields = wanted.propertyNames().stream()
                .filter(field -> current.isEmpty()
                        || differs(field, wanted.path(field), current.get().path(field), secrets))
                .toList();
        return new BundleChange(key, wanted, current, fields);
    }

    boolean isNothing() {
        return fields.isEmpty();
    }

    boolean isNew() {
        return current.isEmpty();
    }

    boolean concerns(String field) {
        return fields.contains(field);
    }

    private static boolean differs(String field, JsonNode wanted, JsonNode current, Set<String> secrets) {
        if (field.equals("connection")) {
            // Secrets are never shown, so only what is shown can differ.
            return !shown(wanted, secrets).equals(shown(current, secrets));
        }
        return !plain(wanted).equals(plain(current));
    }

    private static Map<String, String> shown(JsonNode connection, Set<String> secrets) {
        Map<String, String> shown = new TreeMap<>();
        connection.properties().stream()
                .filter(setting -> !secrets.contains(setting.getKey()))
                .forEach(setting ->
                        shown.put(setting.getKey(), setting.getValue().asString("")));
        return shown;
    }

    /** The same value, whichever format it was read from. */
    private static JsonNode plain(JsonNode value) {
        return value.isMissingNode() ? value : Json.MAPPER.readTree(Json.write(value));
    }

    @Override
    public String toString() {
        return isNew() ? "+ " + key : "~ " + key + ": " + String.join(", ", fields);
    }
}
