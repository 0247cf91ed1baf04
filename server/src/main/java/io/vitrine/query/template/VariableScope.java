package io.vitrine.query.template;

import io.vitrine.query.template.Origin.Offered;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * All values that one run of a template sees, and which of them wins.
 *
 * <p>Names of customers and levels are looked up in the customer's own variables alone, also where this customer has
 * none of that name: there is no path from anything that is offered to a reserved name. Every other name is looked up
 * in the order of {@link Offered}; the first that knows it wins, also where it says that there is no value.
 */
public final class VariableScope {
    private final VariableCatalog catalog;
    private final TenantVariables tenant;
    private final Map<Offered, Map<String, Value>> offered;

    private VariableScope(VariableCatalog catalog, TenantVariables tenant, Map<Offered, Map<String, Value>> offered) {
        this.catalog = catalog;
        this.tenant = tenant;
        this.offered = offered;
    }

    /** The scope of a customer to whom nothing else was offered. */
    public static VariableScope of(VariableCatalog catalog, TenantVariables tenant) {
        return new VariableScope(catalog, tenant, new EnumMap<>(Offered.class));
    }

    /** With further values; reserved names among them are ignored. A name may be {@code range.startDate}. */
    public VariableScope offer(Offered from, Map<String, Value> values) {
        Map<Offered, Map<String, Value>> all = new EnumMap<>(Offered.class);
        all.putAll(offered);
        Map<String, Value> merged = new LinkedHashMap<>(all.getOrDefault(from, Map.of()));
        values.forEach((name, value) -> {
            if (!isReserved(name)) {
                merged.put(name, value);
            }
        });
        all.put(from, merged);
        return new VariableScope(catalog, tenant, all);
    }

    /** The variable of that name, with the value that wins; its value may be {@link Value.None}. */
    public Optional<Variable> find(VariableName name) {
        if (isReserved(name.root())) {
            return tenant.find(name);
        }
        for (Map.Entry<Offered, Map<String, Value>> layer : offered.entrySet()) {
            for (int count = name.parts().size(); count > 0; count--) {
                Value held = layer.getValue().get(name.prefix(count));
                List<String> rest = name.parts().subList(count, name.parts().size());
                Optional<Value> found = held == null ? Optional.empty() : member(held, rest);
                if (found.isPresent()) {
                    return Optional.of(new Variable(name, found.get(), layer.getKey()));
                }
            }
        }
        return Optional.empty();
    }

    /** The names of all variables that have a value, sorted. */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>(tenant.names());
        offered.values().forEach(layer -> layer.forEach((name, value) -> names.addAll(names(name, value))));
        return List.copyOf(names);
    }

    private boolean isReserved(String name) {
        return catalog.isReserved(name) || tenant.owns(name);
    }

    /** What is defined, whether it has a value or not. */
    public VariableCatalog catalog() {
        return catalog;
    }

    /** A member of a value, by the keys that lead to it; what is not there is empty, what was nulled is None. */
    static Optional<Value> member(Value value, List<String> keys) {
        Value current = value;
        for (String key : keys) {
            if (current instanceof Value.None) {
                return Optional.of(current);
            }
            if (!(current instanceof Value.Fields(Map<String, Value> members)) || !members.containsKey(key)) {
                return Optional.empty();
            }
            current = members.getOrDefault(key, new Value.None());
        }
        return Optional.of(current);
    }

    /** The names under which a value's scalars and lists can be used. */
    static List<String> names(String name, Value value) {
        List<String> names = new ArrayList<>();
        switch (value) {
            case Value.Fields(Map<String, Value> members) ->
                members.forEach((key, member) -> names.addAll(names(name + "." + key, member)));
            case Value.None _ -> {}
            case Value.Text _,
                    Value.Decimal _,
                    Value.Bool _,
                    Value.Date _,
                    Value.Timestamp _,
                    Value.Instant _,
                    Value.Items _ -> names.add(name);
        }
        return names;
    }
}
