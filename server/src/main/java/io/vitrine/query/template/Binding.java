package io.vitrine.query.template;

import io.vitrine.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * One {@code ?} of a bound query.
 *
 * @param variable the name it stands for
 * @param value what is bound: the value, one element of a list, or a whole list where the database takes it in one
 * @param parameter what is handed to the driver
 * @param origin where the value came from
 */
public record Binding(VariableName variable, Value value, Parameter parameter, Origin origin) {
    /** As a preview shows it: {@code variable}, {@code value}, {@code type}, {@code origin}. */
    public ObjectNode toJson() {
        String type = value instanceof Value.Items ? "list" : parameter.type();
        return describe(variable, value, type, origin);
    }

    static ObjectNode describe(VariableName variable, Value value, String type, Origin origin) {
        ObjectNode json = Json.object();
        json.put("variable", variable.toString());
        json.set("value", value.toJson());
        json.put("type", type);
        json.put("origin", origin.toString());
        return json;
    }
}
