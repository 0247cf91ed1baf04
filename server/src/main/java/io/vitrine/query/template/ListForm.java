package io.vitrine.query.template;

import java.util.List;
import java.util.Optional;

/** How a dialect says that something is, or is not, in a list. */
sealed interface ListForm permits ArrayLiteral, ExpandedList {
    /**
     * The SQL that follows the left side.
     *
     * @param elements single values, none twice
     * @return empty where the list is longer than the database takes
     */
    Optional<Membership> membership(boolean negated, List<Value> elements, SqlDialect dialect);

    /** The most elements that this form takes. */
    int maxElements();

    /**
     * Such as {@code in (?, ?)}, with what to bind.
     *
     * @param values the value of each parameter, for people
     */
    record Membership(String sql, List<Value> values, List<Parameter> parameters) {}
}
