package io.vitrine.source.connect;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Binds values the way that PostgreSQL types literals, so that a template behaves as if the value were written there. */
final class PostgresBinding {
    private PostgresBinding() {}

    static void bind(PreparedStatement statement, int index, BoundValue value, TextBinding texts) throws SQLException {
        switch (value) {
            case BoundValue.Text text -> bindText(statement, index, text.value(), texts);
            case BoundValue.Whole whole -> bindWhole(statement, index, whole.value());
            case BoundValue.Moment moment ->
                statement.setObject(index, OffsetDateTime.ofInstant(moment.value(), ZoneOffset.UTC));
            case BoundValue.Listed list -> bindList(statement, index, list, texts);
            case BoundValue.Decimal _, BoundValue.Bool _, BoundValue.Day _, BoundValue.DateTime _, BoundValue.Null _ ->
                Binding.bind(statement, index, value);
        }
    }

    /** A text of no type, as a quoted literal is: PostgreSQL compares it with a uuid or a number as such. */
    private static void bindText(PreparedStatement statement, int index, String text, TextBinding texts)
            throws SQLException {
        switch (texts) {
            case INFERRED -> statement.setObject(index, text, Types.OTHER);
            case TYPED -> statement.setString(index, text);
        }
    }

    /** {@code int4} where it fits, as for a literal: functions such as {@code left} take nothing wider. */
    private static void bindWhole(PreparedStatement statement, int index, long value) throws SQLException {
        if (value == (int) value) {
            statement.setInt(index, (int) value);
        } else {
            statement.setLong(index, value);
        }
    }

    private static void bindList(PreparedStatement statement, int index, BoundValue.Listed list, TextBinding texts)
            throws SQLException {
        String literal = PostgresArrays.literal(list.values());
        switch (texts) {
            case INFERRED -> statement.setObject(index, literal, Types.OTHER);
            case TYPED ->
                statement.setArray(
                        index,
                        statement
                                .getConnection()
                                .createArrayOf(
                                        "text",
                                        list.values().stream()
                                                .map(PostgresArrays::text)
                                                .toArray()));
        }
    }
}
