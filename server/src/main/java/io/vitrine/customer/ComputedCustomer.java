package io.vitrine.customer;

import io.vitrine.json.Json;
import io.vitrine.json.JsonObjectText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A customer together with its ancestors: everything that is computed from the tree.
 *
 * @param ancestors parent first, then grandparent and so on to the root
 */
public record ComputedCustomer(Customer customer, List<Customer> ancestors) {
    public ComputedCustomer {
        ancestors = List.copyOf(ancestors);
    }

    /** The customer itself, then its ancestors: nearest first. */
    public List<Customer> selfAndAncestors() {
        List<Customer> line = new ArrayList<>(ancestors.size() + 1);
        line.add(customer);
        line.addAll(ancestors);
        return line;
    }

    public Optional<Customer> parent() {
        return ancestors.stream().findFirst();
    }

    /** Own and inherited properties, each with where it comes from. */
    public Map<String, Inherited<JsonNode>> properties() {
        return Inheritance.nearestWins(
                selfAndAncestors(), member -> member.properties().node().properties());
    }

    /** Own and inherited mapping entries, schema id to data source id, each with where it comes from. */
    public Map<String, Inherited<JsonNode>> mapping() {
        return Inheritance.nearestWins(
                selfAndAncestors(), member -> member.mapping().node().properties());
    }

    /** Own and inherited tags, which together count for access. */
    public Map<String, Inherited<String>> groupTags() {
        return Inheritance.groupTags(selfAndAncestors());
    }

    /** The {@code computed_properties} of answers. */
    public JsonObjectText computedProperties() {
        return nearest(Customer::properties, ComputedCustomer::properties);
    }

    /** The {@code computed_parent_schema_datasource_mapping} of answers. */
    public JsonObjectText computedMapping() {
        return nearest(Customer::mapping, ComputedCustomer::mapping);
    }

    /** Own and inherited values as one object; where at most one of the line has any, its text as it is. */
    private JsonObjectText nearest(
            Function<Customer, JsonObjectText> own,
            Function<ComputedCustomer, Map<String, Inherited<JsonNode>>> inherited) {
        List<JsonObjectText> filled = selfAndAncestors().stream()
                .map(own)
                .filter(values -> !values.isEmpty())
                .toList();
        if (filled.size() < 2) {
            return filled.isEmpty() ? own.apply(customer) : filled.getFirst();
        }
        ObjectNode object = Json.object();
        inherited.apply(this).forEach((key, value) -> object.set(key, value.value()));
        return JsonObjectText.stored(Json.write(object));
    }
}
