package io.vitrine.query.template;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** What is handed to the driver for one {@code ?}. */
public sealed interface Parameter {
    /**
     * Text whose type the database works out from where it stands, as it does for a quoted literal. For pgjdbc this is
     * {@code setObject(i, text, Types.OTHER)}.
     */
    record Untyped(String text) implements Parameter {}

    record Text(String text) implements Parameter {}

    record Int(int number) implements Parameter {}

    record BigInt(long number) implements Parameter {}

    record Decimal(BigDecimal number) implements Parameter {}

    record Bool(boolean truth) implements Parameter {}

    record Date(LocalDate date) implements Parameter {}

    record Timestamp(LocalDateTime timestamp) implements Parameter {}

    record TimestampWithTimeZone(OffsetDateTime instant) implements Parameter {}

    /** The type's name in a preview. */
    default String type() {
        return switch (this) {
            case Untyped _, Text _ -> "text";
            case Int _ -> "integer";
            case BigInt _ -> "bigint";
            case Decimal _ -> "decimal";
            case Bool _ -> "boolean";
            case Date _ -> "date";
            case Timestamp _ -> "timestamp";
            case TimestampWithTimeZone _ -> "timestamp with time zone";
        };
    }

    /**
     * The parameter for a single value: whole numbers in the narrowest of int, bigint and decimal, as SQL types their
     * literals; empty for lists, objects and no value.
     */
    static Optional<Parameter> of(Value value, SqlDialect dialect) {
        return switch (value) {
            case Value.Text(String text) -> Optional.of(dialect.infersText() ? new Untyped(text) : new Text(text));
            case Value.Decimal(BigDecimal number) -> Optional.of(number(number));
            case Value.Bool(boolean truth) -> Optional.of(new Bool(truth));
            case Value.Date(LocalDate date) -> Optional.of(new Date(date));
            case Value.Timestamp(LocalDateTime timestamp) -> Optional.of(new Timestamp(timestamp));
            case Value.Instant(OffsetDateTime instant) ->
                Optional.of(
                        dialect.hasTimeZones()
                                ? new TimestampWithTimeZone(instant)
                                : new Timestamp(instant.withOffsetSameInstant(ZoneOffset.UTC)
                                        .toLocalDateTime()));
            case Value.Items _, Value.Fields _, Value.None _ -> Optional.empty();
        };
    }

    private static Parameter number(BigDecimal number) {
        if (number.scale() > 0 || number.precision() - number.scale() > 19) {
            return new Decimal(number);
        }
        try {
            long whole = number.longValueExact();
            return whole == (int) whole ? new Int((int) whole) : new BigInt(whole);
        } catch (ArithmeticException e) {
            return new Decimal(number);
        }
    }
}
