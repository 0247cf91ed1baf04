package io.vitrine.source.connect;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Binds values with nothing but what JDBC demands of every driver. */
final class Binding {
    private Binding() {}

    static void bind(PreparedStatement statement, List<BoundValue> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            bind(statement, i + 1, values.get(i));
        }
    }

    /** Binds one value; a point in time as the date and time that it is in UTC. */
    static void bind(PreparedStatement statement, int index, BoundValue value) throws SQLException {
        switch (value) {
            case BoundValue.Text text -> statement.setString(index, text.value());
            case BoundValue.Whole whole -> statement.setLong(index, whole.value());
            case BoundValue.Decimal decimal -> statement.setBigDecimal(index, decimal.value());
            case BoundValue.Bool bool -> statement.setBoolean(index, bool.value());
            case BoundValue.Day day -> statement.setObject(index, day.value());
            case BoundValue.DateTime timestamp -> statement.setObject(index, timestamp.value());
            case BoundValue.Moment moment ->
                statement.setObject(index, LocalDateTime.ofInstant(moment.value(), ZoneOffset.UTC));
            case BoundValue.Null _ -> statement.setNull(index, Types.NULL);
            case BoundValue.Listed _ -> throw new SQLException("a list cannot be bound as one value here");
        }
    }
}
