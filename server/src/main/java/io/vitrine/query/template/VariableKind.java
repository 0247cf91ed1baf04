package io.vitrine.query.template;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** What a declared variable holds; a list is judged by its elements. */
public enum VariableKind {
    /** Whatever its JSON is. */
    ANY("a value"),
    TEXT("text"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    /** A date, a date and time, or a point in time, in ISO 8601. */
    DATE("a date such as 2024-04-09, or a time such as 2024-04-09T10:30:00Z"),
    /** An object with {@code startDate} and {@code endDate}, both dates. */
    DATE_RANGE("an object with startDate and endDate");

    private static final int MAX_DIGITS = 100;

    private final String wanted;

    VariableKind(String wanted) {
        this.wanted = wanted;
    }

    /** What would be right, to end the sentence "must be …". */
    String wanted() {
        return wanted;
    }

    /** The value as this kind has it; empty where it cannot be. */
    Optional<Value> read(Value value) {
        return switch (value) {
            case Value.Items(var elements) -> {
                var read = elements.stream().map(this::read).toList();
                yield read.stream().allMatch(Optional::isPresent)
                        ? Optional.of(new Value.Items(
                                read.stream().map(Optional::orElseThrow).toList()))
                        : Optional.empty();
            }
            case Value.None none -> Optional.of(none);
            case Value.Fields fields -> this == ANY || this == DATE_RANGE ? Optional.of(fields) : Optional.empty();
            case Value.Text(String text) -> readText(text);
            case Value.Decimal number -> readNumber(number);
            case Value.Bool(boolean truth) ->
                switch (this) {
                    case ANY, BOOLEAN -> Optional.of(value);
                    case TEXT -> Optional.of(new Value.Text(String.valueOf(truth)));
                    case NUMBER, DATE, DATE_RANGE -> Optional.empty();
                };
            case Value.Date _, Value.Timestamp _, Value.Instant _ ->
                switch (this) {
                    case ANY, DATE -> Optional.of(value);
                    case TEXT -> Optional.of(new Value.Text(value.toJson().stringValue()));
                    case NUMBER, BOOLEAN, DATE_RANGE -> Optional.empty();
                };
        };
    }

    private Optional<Value> readText(String text) {
        return switch (this) {
            case ANY, TEXT -> Optional.of(new Value.Text(text));
            case NUMBER -> text.length() > MAX_DIGITS ? Optional.empty() : number(text);
            case BOOLEAN ->
                text.equals("true") || text.equals("false")
                        ? Optional.of(new Value.Bool(text.equals("true")))
                        : Optional.empty();
            case DATE -> date(text);
            case DATE_RANGE -> Optional.empty();
        };
    }

    private Optional<Value> readNumber(Value.Decimal number) {
        return switch (this) {
            case ANY, NUMBER -> isWritable(number.number()) ? Optional.of(number) : Optional.empty();
            case TEXT ->
                isWritable(number.number())
                        ? Optional.of(new Value.Text(number.number().toPlainString()))
                        : Optional.empty();
            case BOOLEAN, DATE, DATE_RANGE -> Optional.empty();
        };
    }

    /** Keeps out what is short as JSON and endless as digits, such as 1e999999999. */
    private static boolean isWritable(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_DIGITS && number.precision() <= MAX_DIGITS;
    }

    private static Optional<Value> number(String text) {
        try {
            return Optional.of(new BigDecimal(text))
                    .filter(VariableKind::isWritable)
                    .map(Value.Decimal::new);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Reads ISO 8601; the years are those that every database has. */
    static Optional<Value> date(String text) {
        return parsed(text, t -> new Value.Date(LocalDate.parse(t)), 10, 10)
                .or(() -> parsed(text, t -> new Value.Timestamp(LocalDateTime.parse(t.replace(' ', 'T'))), 16, 29))
                .or(() -> parsed(text, t -> new Value.Instant(OffsetDateTime.parse(t.replace(' ', 'T'))), 17, 36));
    }

    private static Optional<Value> parsed(String text, Function<String, Value> parser, int shortest, int longest) {
        if (text.length() < shortest || text.length() > longest) {
            return Optional.empty();
        }
        try {
            return Character.isDigit(text.charAt(0)) ? Optional.of(parser.apply(text)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
