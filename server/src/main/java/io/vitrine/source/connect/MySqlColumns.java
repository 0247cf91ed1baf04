package io.vitrine.source.connect;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads MySQL's types: unsigned numbers, {@code YEAR}, {@code BIT}, times past a day; {@code 0000-00-00} is no date and
 * comes as null.
 */
final class MySqlColumns {
    private static final ColumnReader BITS = new ColumnReader(ColumnType.INTEGER, MySqlColumns::bits);
    private static final ColumnReader TIME = new ColumnReader(ColumnType.TIME, MySqlColumns::time);
    private static final ColumnReader INSTANT = new ColumnReader(ColumnType.TIMESTAMP, MySqlColumns::instant);

    private MySqlColumns() {}

    static ColumnReader of(ResultSetMetaData columns, int column) throws SQLException {
        String type = columns.getColumnTypeName(column).toUpperCase(Locale.ROOT);
        return switch (type) {
            case "JSON" -> StandardColumns.JSON;
            case "YEAR" -> StandardColumns.INTEGER;
            case "TIME" -> TIME;
            case "TIMESTAMP" -> INSTANT;
            case "BIT" -> columns.getColumnType(column) == Types.BOOLEAN ? StandardColumns.BOOLEAN : BITS;
            case "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB", "GEOMETRY" -> StandardColumns.BINARY;
            default ->
                type.startsWith("BIGINT UNSIGNED") ? StandardColumns.BIG_INTEGER : StandardColumns.of(columns, column);
        };
    }

    private static @Nullable Object bits(ResultSet rows, int column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        return bytes == null ? null : StandardColumns.narrowed(new java.math.BigInteger(1, bytes));
    }

    /** A time of day, or the text where it is a duration: MySQL's go from -838:59:59 to 838:59:59. */
    private static @Nullable Object time(ResultSet rows, int column) throws SQLException {
        String text = rows.getString(column);
        boolean ofDay = text != null && text.length() >= 8 && text.charAt(2) == ':' && text.compareTo("24") < 0;
        return ofDay && text.charAt(0) != '-' ? LocalTime.parse(text) : text;
    }

    /** A {@code TIMESTAMP}, which the session has in UTC. */
    private static @Nullable Object instant(ResultSet rows, int column) throws SQLException {
        LocalDateTime value = rows.getObject(column, LocalDateTime.class);
        return value == null ? null : value.toInstant(ZoneOffset.UTC);
    }
}
