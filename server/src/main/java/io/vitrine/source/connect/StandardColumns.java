package io.vitrine.source.connect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads columns by what JDBC says of them; what a kind of database does differently stands with that kind. */
final class StandardColumns {
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);

    static final ColumnReader STRING = new ColumnReader(ColumnType.STRING, ResultSet::getString);
    static final ColumnReader JSON = new ColumnReader(ColumnType.JSON, ResultSet::getString);
    static final ColumnReader INTEGER = new ColumnReader(ColumnType.INTEGER, StandardColumns::whole);
    static final ColumnReader BIG_INTEGER = new ColumnReader(ColumnType.INTEGER, StandardColumns::bigWhole);
    static final ColumnReader DECIMAL = new ColumnReader(ColumnType.DECIMAL, ResultSet::getBigDecimal);
    static final ColumnReader NUMBER = new ColumnReader(ColumnType.NUMBER, StandardColumns::floating);
    static final ColumnReader SHORT_NUMBER = new ColumnReader(ColumnType.NUMBER, StandardColumns::shortFloating);
    static final ColumnReader BOOLEAN = new ColumnReader(ColumnType.BOOLEAN, StandardColumns::bool);
    static final ColumnReader DATE = new ColumnReader(ColumnType.DATE, (rows, i) -> rows.getObject(i, LocalDate.class));
    static final ColumnReader TIME = new ColumnReader(ColumnType.TIME, (rows, i) -> rows.getObject(i, LocalTime.class));
    static final ColumnReader TIME_TEXT = new ColumnReader(ColumnType.TIME, ResultSet::getString);
    static final ColumnReader LOCAL_TIMESTAMP =
            new ColumnReader(ColumnType.TIMESTAMP, (rows, i) -> rows.getObject(i, LocalDateTime.class));
    static final ColumnReader INSTANT = new ColumnReader(ColumnType.TIMESTAMP, StandardColumns::instant);
    static final ColumnReader BINARY = new ColumnReader(ColumnType.BINARY, ResultSet::getBytes);
    static final ColumnReader BLOB = new ColumnReader(ColumnType.BINARY, StandardColumns::blob);

    private StandardColumns() {}

    static ColumnReader of(ResultSetMetaData columns, int column) throws SQLException {
        return switch (columns.getColumnType(column)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> INTEGER;
            case Types.BIGINT -> columns.isSigned(column) ? INTEGER : BIG_INTEGER;
            case Types.NUMERIC, Types.DECIMAL -> DECIMAL;
            case Types.REAL -> SHORT_NUMBER;
            case Types.FLOAT, Types.DOUBLE -> NUMBER;
            case Types.BOOLEAN, Types.BIT -> BOOLEAN;
            case Types.DATE -> DATE;
            case Types.TIME -> TIME;
            case Types.TIMESTAMP -> LOCAL_TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> BINARY;
            case Types.BLOB -> BLOB;
            default -> STRING;
        };
    }

    private static @Nullable Object whole(ResultSet rows, int column) throws SQLException {
        long value = rows.getLong(column);
        return value == 0 && rows.wasNull() ? null : (Object) value;
    }

    private static @Nullable Object bigWhole(ResultSet rows, int column) throws SQLException {
        BigDecimal value = rows.getBigDecimal(column);
        return value == null ? null : narrowed(value.toBigInteger());
    }

    /** The number as a {@link Long} where it fits. */
    static Object narrowed(BigInteger value) {
        return value.compareTo(MAX_LONG) <= 0 && value.compareTo(MIN_LONG) >= 0 ? (Object) value.longValue() : value;
    }

    private static @Nullable Object floating(ResultSet rows, int column) throws SQLException {
        double value = rows.getDouble(column);
        return value == 0 && rows.wasNull() ? null : (Object) value;
    }

    /** A number of single precision as the double that prints the same: 0.1 and not 0.10000000149011612. */
    private static @Nullable Object shortFloating(ResultSet rows, int column) throws SQLException {
        float value = rows.getFloat(column);
        return value == 0 && rows.wasNull() ? null : (Object) Double.parseDouble(Float.toString(value));
    }

    private static @Nullable Object bool(ResultSet rows, int column) throws SQLException {
        boolean value = rows.getBoolean(column);
        return !value && rows.wasNull() ? null : (Object) value;
    }

    private static @Nullable Object instant(ResultSet rows, int column) throws SQLException {
        OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static byte @Nullable [] blob(ResultSet rows, int column) throws SQLException {
        Blob value = rows.getBlob(column);
        return value == null ? null : value.getBytes(1, (int) Math.min(value.length(), Integer.MAX_VALUE));
    }
}
