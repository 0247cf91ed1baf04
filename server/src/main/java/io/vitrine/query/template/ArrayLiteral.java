package io.vitrine.query.template;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * PostgreSQL's way: one parameter holds the whole list, so that its length neither meets the protocol's limit nor makes
 * a statement of its own. The array's type is left to the server, which takes it from the left side.
 */
final class ArrayLiteral implements ListForm {
    @Override
    public Optional<Membership> membership(boolean negated, List<Value> elements, SqlDialect dialect) {
        String array = elements.stream().map(ArrayLiteral::element).collect(Collectors.joining(",", "{", "}"));
        return Optional.of(new Membership(
                negated ? "<> all (?)" : "= any (?)",
                List.of(new Value.Items(elements)),
                List.of(new Parameter.Untyped(array))));
    }

    @Override
    public int maxElements() {
        return Integer.MAX_VALUE;
    }

    private static String element(Value value) {
        return '"' + JsonList.text(value).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
