package io.vitrine.query.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Standard SQL's way: one parameter an element, up to a number; beyond it one JSON text that the database unpacks,
 * where the dialect has a way to do so.
 */
final class ExpandedList implements ListForm {
    private static final String NO_ROWS = "(select null where 1 = 0)";

    private final int maxExpanded;
    private final String empty;
    private final Optional<JsonList> beyond;

    ExpandedList(int maxExpanded) {
        this(maxExpanded, NO_ROWS);
    }

    ExpandedList(int maxExpanded, String empty) {
        this.maxExpanded = maxExpanded;
        this.empty = empty;
        this.beyond = Optional.empty();
    }

    ExpandedList(int maxExpanded, JsonList beyond) {
        this.maxExpanded = maxExpanded;
        this.empty = NO_ROWS;
        this.beyond = Optional.of(beyond);
    }

    @Override
    public Optional<Membership> membership(boolean negated, List<Value> elements, SqlDialect dialect) {
        String in = negated ? "not in " : "in ";
        if (elements.isEmpty()) {
            return Optional.of(new Membership(in + empty, List.of(), List.of()));
        }
        if (elements.size() > maxExpanded) {
            return beyond.map(json -> new Membership(
                    in + json.subquery(JsonList.ElementType.of(elements)),
                    List.of(new Value.Items(elements)),
                    List.of(new Parameter.Text(JsonList.array(elements)))));
        }
        List<Parameter> parameters = new ArrayList<>(elements.size());
        elements.forEach(
                element -> parameters.add(Parameter.of(element, dialect).orElseThrow()));
        String marks = String.join(", ", Collections.nCopies(elements.size(), "?"));
        return Optional.of(new Membership(in + "(" + marks + ")", elements, parameters));
    }

    @Override
    public int maxElements() {
        return beyond.isPresent() ? Integer.MAX_VALUE : maxExpanded;
    }
}
