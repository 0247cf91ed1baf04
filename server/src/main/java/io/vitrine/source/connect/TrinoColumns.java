package io.vitrine.source.connect;

import io.trino.jdbc.TrinoIntervalDayTime;
import io.trino.jdbc.TrinoIntervalYearMonth;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads Trino's types; arrays, maps and rows come as JSON. */
final class TrinoColumns {
    private static final ColumnReader DOCUMENT = new ColumnReader(ColumnType.JSON, TrinoColumns::document);
    private static final ColumnReader TIMESTAMP = new ColumnReader(ColumnType.TIMESTAMP, TrinoColumns::timestamp);
    private static final ColumnReader ZONED = new ColumnReader(ColumnType.TIMESTAMP, TrinoColumns::zoned);
    private static final ColumnReader TIME = new ColumnReader(ColumnType.TIME, TrinoColumns::time);
    private static final ColumnReader INTERVAL = new ColumnReader(ColumnType.STRING, TrinoColumns::interval);

    private TrinoColumns() {}

    static ColumnReader of(ResultSetMetaData columns, int column) throws SQLException {
        String type = columns.getColumnTypeName(column);
        int parameters = type.indexOf('(');
        String name = parameters < 0 ? type : type.substring(0, parameters);
        boolean zoned = type.endsWith("with time zone");
        return switch (name) {
            case "tinyint", "smallint", "integer", "bigint" -> StandardColumns.INTEGER;
            case "decimal" -> StandardColumns.DECIMAL;
            case "real" -> StandardColumns.SHORT_NUMBER;
            case "double" -> StandardColumns.NUMBER;
            case "boolean" -> StandardColumns.BOOLEAN;
            case "date" -> StandardColumns.DATE;
            case "json" -> StandardColumns.JSON;
            case "array", "map", "row" -> DOCUMENT;
            case "varbinary" -> StandardColumns.BINARY;
            case "interval day to second", "interval year to month" -> INTERVAL;
            default -> {
                if (name.startsWith("timestamp")) {
                    yield zoned ? ZONED : TIMESTAMP;
                }
                if (name.startsWith("time")) {
                    yield zoned ? StandardColumns.TIME_TEXT : TIME;
                }
                yield StandardColumns.STRING;
            }
        };
    }

    private static @Nullable Object document(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        return value == null ? null : JsonDocument.of(value);
    }

    /** Up to twelve digits of a second exist; what Java's nine cannot hold comes as text. */
    private static @Nullable Object timestamp(ResultSet rows, int column) throws SQLException {
        String text = rows.getString(column);
        if (text == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private static @Nullable Object zoned(ResultSet rows, int column) throws SQLException {
        ZonedDateTime value = rows.getObject(column, ZonedDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable Object time(ResultSet rows, int column) throws SQLException {
        String text = rows.getString(column);
        if (text == null) {
            return null;
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private static @Nullable Object interval(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        return switch (value) {
            case null -> null;
            case TrinoIntervalDayTime days -> days.toString();
            case TrinoIntervalYearMonth months -> months.toString();
            default -> value.toString();
        };
    }
}
