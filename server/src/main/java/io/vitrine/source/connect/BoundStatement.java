package io.vitrine.source.connect;

import java.util.List;

/**
 * One SQL statement with the values of its {@code ?}, in order.
 *
 * @param sql the statement; a {@code ?} outside of literals and comments stands for a value, {@code ??} on PostgreSQL
 *     for the operator {@code ?}
 */
public record BoundStatement(String sql, List<BoundValue> values) {
    public BoundStatement {
        values = List.copyOf(values);
    }
}
