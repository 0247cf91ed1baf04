package io.vitrine.source.connect;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads PostgreSQL's types, those values included that Java's types do not have: {@code NaN}, {@code infinity}. */
final class PostgresColumns {
    private static final ColumnReader NUMERIC = new ColumnReader(ColumnType.DECIMAL, PostgresColumns::numeric);
    private static final ColumnReader DATE = new ColumnReader(ColumnType.DATE, PostgresColumns::date);
    private static final ColumnReader TIMESTAMP = new ColumnReader(ColumnType.TIMESTAMP, PostgresColumns::timestamp);
    private static final ColumnReader TIMESTAMPTZ =
            new ColumnReader(ColumnType.TIMESTAMP, PostgresColumns::timestamptz);
    private static final ColumnReader NUMBER_ARRAY = array(PostgresArrays.Elements.NUMBERS);
    private static final ColumnReader BOOLEAN_ARRAY = array(PostgresArrays.Elements.BOOLEANS);
    private static final ColumnReader DOCUMENT_ARRAY = array(PostgresArrays.Elements.DOCUMENTS);
    private static final ColumnReader TEXT_ARRAY = array(PostgresArrays.Elements.TEXTS);

    private PostgresColumns() {}

    static ColumnReader of(ResultSetMetaData columns, int column) throws SQLException {
        String type = columns.getColumnTypeName(column);
        return switch (type) {
            case "int2", "int4", "int8", "oid", "serial", "bigserial", "smallserial" -> StandardColumns.INTEGER;
            case "numeric" -> NUMERIC;
            case "float4", "float8" -> StandardColumns.NUMBER;
            case "bool" -> StandardColumns.BOOLEAN;
            case "date" -> DATE;
            case "timestamp" -> TIMESTAMP;
            case "timestamptz" -> TIMESTAMPTZ;
            case "time" -> StandardColumns.TIME;
            case "timetz" -> StandardColumns.TIME_TEXT;
            case "json", "jsonb" -> StandardColumns.JSON;
            case "bytea" -> StandardColumns.BINARY;
            case "_int2", "_int4", "_int8", "_oid", "_numeric", "_float4", "_float8" -> NUMBER_ARRAY;
            case "_bool" -> BOOLEAN_ARRAY;
            case "_json", "_jsonb" -> DOCUMENT_ARRAY;
            default -> type.startsWith("_") ? TEXT_ARRAY : StandardColumns.STRING;
        };
    }

    private static ColumnReader array(PostgresArrays.Elements elements) {
        return new ColumnReader(ColumnType.JSON, (rows, column) -> {
            String text = rows.getString(column);
            return text == null ? null : PostgresArrays.json(text, elements);
        });
    }

    private static @Nullable Object numeric(ResultSet rows, int column) throws SQLException {
        String text = rows.getString(column);
        if (text == null) {
            return null;
        }
        char last = text.charAt(text.length() - 1);
        return last >= '0' && last <= '9' ? new BigDecimal(text) : text;
    }

    private static @Nullable Object date(ResultSet rows, int column) throws SQLException {
        LocalDate value = rows.getObject(column, LocalDate.class);
        return LocalDate.MAX.equals(value) || LocalDate.MIN.equals(value) ? rows.getString(column) : value;
    }

    private static @Nullable Object timestamp(ResultSet rows, int column) throws SQLException {
        LocalDateTime value = rows.getObject(column, LocalDateTime.class);
        return LocalDateTime.MAX.equals(value) || LocalDateTime.MIN.equals(value) ? rows.getString(column) : value;
    }

    private static @Nullable Object timestamptz(ResultSet rows, int column) throws SQLException {
        OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
        if (value == null) {
            return null;
        }
        return OffsetDateTime.MAX.equals(value) || OffsetDateTime.MIN.equals(value)
                ? rows.getString(column)
                : value.toInstant();
    }
}
