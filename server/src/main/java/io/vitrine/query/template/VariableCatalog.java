package io.vitrine.query.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables that a dataset may use, before anybody looks at it: what the team's levels define, which properties
 * its customers are known to have, and what the dashboard declares.
 */
public final class VariableCatalog {
    /** The root of all customer properties. */
    static final String CUSTOMER = "customer";

    private final List<String> levels;
    private final List<String> propertyKeys;
    private final Map<String, Declaration> declarations;
    private final Set<String> reserved = new HashSet<>();

    private VariableCatalog(List<String> levels, List<String> propertyKeys, Map<String, Declaration> declarations) {
        this.levels = List.copyOf(levels);
        this.propertyKeys = List.copyOf(propertyKeys);
        this.declarations = declarations;
        // Reserved by the published product whatever the levels are called, and so never free for a viewer.
        reserved.addAll(List.of(CUSTOMER, "customer_id", "customer_name"));
        levels.forEach(level -> {
            reserved.add(VariableName.idOfLevel(level));
            reserved.add(VariableName.nameOfLevel(level));
        });
    }

    /** The catalog of a team that has these levels, the highest first, and declares nothing yet. */
    public static VariableCatalog ofLevels(List<String> levels) {
        return new VariableCatalog(levels, List.of(), Map.of());
    }

    /** With property keys that messages may suggest; every other {@code customer.<key>} may be used as well. */
    public VariableCatalog withPropertyKeys(Collection<String> keys) {
        return new VariableCatalog(levels, List.copyOf(keys), declarations);
    }

    /** With controls and embed variables; one that bears a reserved name is left out. */
    public VariableCatalog with(Collection<Declaration> more) {
        Map<String, Declaration> all = new LinkedHashMap<>(declarations);
        more.stream()
                .filter(declaration -> !isReserved(declaration.name()))
                .forEach(declaration -> all.put(declaration.name(), declaration));
        return new VariableCatalog(levels, propertyKeys, all);
    }

    /** Whether a name belongs to customers and levels, in any case and with any further parts. */
    public boolean isReserved(String name) {
        int dot = name.indexOf('.');
        return reserved.contains((dot < 0 ? name : name.substring(0, dot)).toLowerCase(Locale.ROOT));
    }

    /** What a name means here; empty where nothing defines it. */
    Optional<Meaning> meaning(VariableName name) {
        if (name.root().equals(CUSTOMER)) {
            return name.parts().size() > 1 ? Optional.of(new Meaning.Property()) : Optional.empty();
        }
        for (int i = 0; i < levels.size(); i++) {
            String level = levels.get(i);
            if (name.toString().equals(VariableName.idOfLevel(level))
                    || name.toString().equals(VariableName.nameOfLevel(level))) {
                return Optional.of(new Meaning.Level(i));
            }
        }
        return declaration(name).map(Meaning.Declared::new);
    }

    /** The declaration of a name, or of the object whose member it is. */
    private Optional<Declaration> declaration(VariableName name) {
        for (int count = name.parts().size(); count > 0; count--) {
            Declaration found = declarations.get(name.prefix(count));
            if (found != null) {
                boolean exact = count == name.parts().size();
                return found.kind() == VariableKind.DATE_RANGE && !exact
                        ? Optional.of(new Declaration(name.toString(), VariableKind.DATE, found.options()))
                                .filter(half -> isHalfOfRange(name))
                        : Optional.of(found).filter(declared -> exact || declared.kind() == VariableKind.ANY);
            }
        }
        return Optional.empty();
    }

    /** Whether the name is one that only the half of a date range has. */
    static boolean isHalfOfRange(VariableName name) {
        return name.parts().size() > 1
                && (name.last().equals("startDate") || name.last().equals("endDate"));
    }

    /** The kind that a value is read as. */
    VariableKind kind(VariableName name) {
        return declaration(name).map(Declaration::kind).orElse(VariableKind.ANY);
    }

    /** Every name that is defined, as an author writes it. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        levels.forEach(level -> {
            names.add(VariableName.idOfLevel(level));
            names.add(VariableName.nameOfLevel(level));
        });
        propertyKeys.forEach(key -> names.add(CUSTOMER + "." + key));
        declarations.values().forEach(declaration -> {
            if (declaration.kind() == VariableKind.DATE_RANGE) {
                names.add(declaration.name() + ".startDate");
                names.add(declaration.name() + ".endDate");
            } else {
                names.add(declaration.name());
            }
        });
        return names;
    }

    /** What a name stands for. */
    sealed interface Meaning {
        /** The id or name of the customer at a level, counted from the highest. */
        record Level(int depth) implements Meaning {}

        record Property() implements Meaning {}

        record Declared(Declaration declaration) implements Meaning {}
    }

    /**
     * A control or an embed variable.
     *
     * @param options the only values it can have, where its author listed them
     */
    public record Declaration(String name, VariableKind kind, Optional<List<String>> options) {
        /** A variable of a kind that can have any value. */
        public Declaration(String name, VariableKind kind) {
            this(name, kind, Optional.empty());
        }
    }
}
