package io.vitrine.source.connect;

import java.util.Locale;

/**
 * What a column holds, in terms that every database and JavaScript share; the lower-case name stands in results.
 *
 * <p>Each has one Java type that its values come as. A value that this type cannot hold, such as PostgreSQL's
 * {@code infinity} as a date or a MySQL time of 100 hours, comes as the database's text for it.
 */
public enum ColumnType {
    /** {@link String}. */
    STRING,
    /** {@link Long}, or {@link java.math.BigInteger} past its range. */
    INTEGER,
    /** {@link java.math.BigDecimal} with the column's scale. */
    DECIMAL,
    /** {@link Double}: binary floating point. */
    NUMBER,
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link java.time.LocalDate}. */
    DATE,
    /** {@link java.time.Instant} where the database knows the point in time, else {@link java.time.LocalDateTime}. */
    TIMESTAMP,
    /** {@link java.time.LocalTime}. */
    TIME,
    /** {@link String} of JSON text: documents, arrays, structs and maps. */
    JSON,
    /** {@code byte[]}. */
    BINARY;

    /** The name as it stands in a result, for example {@code string}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
