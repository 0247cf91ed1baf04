package io.vitrine.query.result;

import io.vitrine.source.connect.Column;
import io.vitrine.source.connect.QueryEnd;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes values as JSON so that JavaScript reads back what the database said.
 *
 * <p>A number is a JSON number exactly when JavaScript's number prints the same digits again, else a string of its
 * digits: {@code 9007199254740993} is a string, {@code 12.50} is not. {@code NaN} and infinities are strings. Dates,
 * times and timestamps are ISO 8601 strings, with a {@code Z} where the point in time is known. Documents are strings of
 * JSON text, so that nothing in them is read and rounded on the way; bytes are base64.
 */
final class JsonCells {
    private static final long MAX_SAFE = 1L << 53;
    private static final int SAFE_DIGITS = 15;

    private JsonCells() {}

    static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Long number -> writeLong(json, number);
            case BigDecimal number -> writeDecimal(json, number);
            case Double number -> writeDouble(json, number);
            case Boolean bool -> json.writeBoolean(bool);
            case LocalDate date -> json.writeString(date.toString());
            case LocalDateTime timestamp -> json.writeString(IsoText.of(timestamp));
            case Instant instant -> json.writeString(IsoText.of(instant));
            case LocalTime time -> json.writeString(IsoText.of(time));
            case BigInteger number -> writeDecimal(json, new BigDecimal(number));
            case byte[] bytes -> json.writeBinary(bytes);
            default -> json.writeString(value.toString());
        }
    }

    private static void writeLong(JsonGenerator json, long number) {
        if (number <= MAX_SAFE && number >= -MAX_SAFE) {
            json.writeNumber(number);
        } else {
            writeDecimal(json, BigDecimal.valueOf(number));
        }
    }

    private static void writeDecimal(JsonGenerator json, BigDecimal number) {
        boolean plain = Math.abs(number.scale()) <= SAFE_DIGITS;
        String digits = plain ? number.toPlainString() : number.toString();
        if ((plain && number.precision() <= SAFE_DIGITS) || isExactInJavaScript(number)) {
            json.writeNumber(digits);
        } else {
            json.writeString(digits);
        }
    }

    private static boolean isExactInJavaScript(BigDecimal number) {
        double read = number.doubleValue();
        return Double.isFinite(read) && new BigDecimal(Double.toString(read)).compareTo(number) == 0;
    }

    private static void writeDouble(JsonGenerator json, double number) {
        if (!Double.isFinite(number)) {
            json.writeString(Double.toString(number));
        } else if (number == (long) number && Math.abs(number) < MAX_SAFE && (number != 0 || 1 / number > 0)) {
            json.writeNumber((long) number);
        } else {
            json.writeNumber(number);
        }
    }

    static void writeColumns(JsonGenerator json, List<Column> columns) {
        json.writeArrayPropertyStart("columns");
        for (Column column : columns) {
            json.writeStartObject();
            json.writeStringProperty("name", column.name());
            json.writeStringProperty("type", column.type().wireName());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void writeEnd(JsonGenerator json, QueryEnd end) {
        json.writeNumberProperty("row_count", end.rowCount());
        json.writeBooleanProperty("truncated", end.truncated());
    }
}
