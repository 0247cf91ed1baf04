package io.vitrine.query.template;

import io.vitrine.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/**
 * A template with its values: SQL ready for {@code prepareStatement}, and what to bind, in the order of the
 * {@code ?}. Together with the data source, {@code sql} and {@link #parameters()} identify a result.
 *
 * @param sql has one {@code ?} for each binding; every other question mark is escaped as the driver wants it
 * @param pasted the variables that {@code .raw()} wrote into {@code sql}
 */
public record BoundQuery(String sql, List<Binding> bindings, List<Variable> pasted) {
    public BoundQuery {
        bindings = List.copyOf(bindings);
        pasted = List.copyOf(pasted);
    }

    /** What to bind, in order. */
    public List<Parameter> parameters() {
        return bindings.stream().map(Binding::parameter).toList();
    }

    /** Every value that went into the query, for a preview; those of {@code .raw()} come last, as type {@code raw}. */
    public ArrayNode describeBindings() {
        ArrayNode all = Json.MAPPER.createArrayNode();
        bindings.forEach(binding -> all.add(binding.toJson()));
        pasted.forEach(
                variable -> all.add(Binding.describe(variable.name(), variable.value(), "raw", variable.origin())));
        return all;
    }
}
