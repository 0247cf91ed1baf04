package io.vitrine.source.connect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads DuckDB's types; lists, structs, maps and unions come as JSON. */
final class DuckDbColumns {
    private static final ColumnReader HUGE = new ColumnReader(ColumnType.INTEGER, DuckDbColumns::huge);
    private static final ColumnReader DOCUMENT = new ColumnReader(ColumnType.JSON, DuckDbColumns::document);
    private static final ColumnReader BLOB = new ColumnReader(ColumnType.BINARY, DuckDbColumns::blob);
    private static final ColumnReader DATE = new ColumnReader(ColumnType.DATE, DuckDbColumns::date);
    private static final ColumnReader TIMESTAMP = new ColumnReader(ColumnType.TIMESTAMP, DuckDbColumns::timestamp);
    private static final ColumnReader INSTANT = new ColumnReader(ColumnType.TIMESTAMP, DuckDbColumns::instant);

    private DuckDbColumns() {}

    static ColumnReader of(ResultSetMetaData columns, int column) throws SQLException {
        String type = columns.getColumnTypeName(column);
        if (type.endsWith("]") || type.startsWith("STRUCT") || type.startsWith("MAP") || type.startsWith("UNION")) {
            return DOCUMENT;
        }
        if (type.startsWith("DECIMAL")) {
            return StandardColumns.DECIMAL;
        }
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
                StandardColumns.INTEGER;
            case "UBIGINT", "HUGEINT", "UHUGEINT", "BIGNUM" -> HUGE;
            case "FLOAT" -> StandardColumns.SHORT_NUMBER;
            case "DOUBLE" -> StandardColumns.NUMBER;
            case "BOOLEAN" -> StandardColumns.BOOLEAN;
            case "DATE" -> DATE;
            case "TIME" -> StandardColumns.TIME;
            case "TIME WITH TIME ZONE", "TIME_NS" -> StandardColumns.TIME_TEXT;
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> TIMESTAMP;
            case "TIMESTAMP WITH TIME ZONE" -> INSTANT;
            case "JSON" -> StandardColumns.JSON;
            case "BLOB" -> BLOB;
            default -> StandardColumns.STRING;
        };
    }

    /** The members of a list as the driver takes them. */
    static Object[] elements(BoundValue.Listed list) {
        return list.values().stream()
                .map(value -> switch (value) {
                    case BoundValue.Text text -> (Object) text.value();
                    case BoundValue.Whole whole -> whole.value();
                    case BoundValue.Decimal decimal -> decimal.value().doubleValue();
                    case BoundValue.Bool bool -> bool.value();
                    case BoundValue.Day day -> day.value();
                    case BoundValue.DateTime timestamp -> timestamp.value();
                    case BoundValue.Moment moment -> LocalDateTime.ofInstant(moment.value(), ZoneOffset.UTC);
                    case BoundValue.Listed _, BoundValue.Null _ ->
                        throw new IllegalArgumentException("a list holds neither lists nor null");
                })
                .toArray();
    }

    private static @Nullable Object huge(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        return switch (value) {
            case null -> null;
            case BigInteger whole -> StandardColumns.narrowed(whole);
            case BigDecimal decimal -> StandardColumns.narrowed(decimal.toBigInteger());
            default -> StandardColumns.narrowed(new BigInteger(value.toString()));
        };
    }

    private static @Nullable Object document(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        return value == null ? null : JsonDocument.of(value);
    }

    private static byte @Nullable [] blob(ResultSet rows, int column) throws SQLException {
        Blob value = rows.getBlob(column);
        return value == null ? null : value.getBytes(1, (int) value.length());
    }

    private static @Nullable Object date(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        return value instanceof LocalDate day && Math.abs(day.getYear()) < 300_000 ? day : rows.getString(column);
    }

    private static @Nullable Object timestamp(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        return switch (value) {
            case null -> null;
            case Timestamp timestamp -> timestamp.toLocalDateTime();
            case LocalDateTime timestamp -> timestamp;
            default -> value.toString();
        };
    }

    private static @Nullable Object instant(ResultSet rows, int column) throws SQLException {
        OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
