package io.vitrine.query.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The variables that the customer who looks has by being that customer; nobody can override them. */
public final class TenantVariables {
    private final Map<String, Owned> levels;
    private final Map<String, Owned> properties;

    private record Owned(Value value, Origin origin) {}

    private TenantVariables(Map<String, Owned> levels, Map<String, Owned> properties) {
        this.levels = levels;
        this.properties = properties;
    }

    /** Of nobody: every level variable and every property is undefined. */
    public static TenantVariables none() {
        return new TenantVariables(Map.of(), Map.of());
    }

    /** With the customer, or the ancestor, at a level. */
    public TenantVariables at(String level, String providedId, String name) {
        Map<String, Owned> more = new LinkedHashMap<>(levels);
        Origin origin = new Origin.LevelVariable(providedId);
        more.put(VariableName.idOfLevel(level), new Owned(Value.of(providedId), origin));
        more.put(VariableName.nameOfLevel(level), new Owned(Value.of(name), origin));
        return new TenantVariables(more, properties);
    }

    /** With a computed property, and the provided id of the customer that has it. */
    public TenantVariables property(String key, JsonNode value, String providedId) {
        Map<String, Owned> more = new LinkedHashMap<>(properties);
        more.put(key, new Owned(Value.of(value), new Origin.CustomerProperty(providedId)));
        return new TenantVariables(levels, more);
    }

    Optional<Variable> find(VariableName name) {
        boolean property =
                name.root().equals(VariableCatalog.CUSTOMER) && name.parts().size() > 1;
        int used = property ? 2 : 1;
        Owned owned = property ? properties.get(name.parts().get(1)) : levels.get(name.root());
        return Optional.ofNullable(owned)
                .flatMap(found -> VariableScope.member(
                                found.value(),
                                name.parts().subList(used, name.parts().size()))
                        .map(value -> new Variable(name, value, found.origin())));
    }

    /** Whether a name is one of these level variables, also where the catalog does not know the level. */
    boolean owns(String name) {
        return levels.containsKey(name.split("\\.", 2)[0].toLowerCase(Locale.ROOT));
    }

    /** The names that have a value. */
    List<String> names() {
        List<String> names = new ArrayList<>(levels.keySet());
        properties.forEach(
                (key, owned) -> names.addAll(VariableScope.names(VariableCatalog.CUSTOMER + "." + key, owned.value())));
        return names;
    }
}
