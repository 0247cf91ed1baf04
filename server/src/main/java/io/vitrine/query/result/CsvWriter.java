package io.vitrine.query.result;

import io.vitrine.source.connect.Column;
import io.vitrine.source.connect.QueryEnd;
import io.vitrine.source.connect.RowSink;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a result as CSV (RFC 4180, UTF-8, a header line, CRLF) row by row, as the rows come.
 *
 * <p>SQL null is an empty field and an empty text is {@code ""}, so that they stay apart. With formulas guarded, a text
 * that a spreadsheet would take for a formula gets an apostrophe before it; numbers never do.
 *
 * <p>Writes bytes into a buffer of its own: at a million rows, a writer of characters costs as much as the driver. The
 * output is flushed at the end and not closed.
 */
public final class CsvWriter implements RowSink {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_ASCII = 1 << 12;
    private static final int LONGEST_WHOLE = 19;

    /** Whether texts that look like formulas are made harmless. */
    public enum Formulas {
        GUARDED,
        AS_THEY_ARE
    }

    private final OutputStream out;
    private final Formulas formulas;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int length;

    public CsvWriter(OutputStream out, Formulas formulas) {
        this.out = out;
        this.formulas = formulas;
    }

    @Override
    public void start(List<Column> columns) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                put(',');
            }
            text(columns.get(i).name());
        }
        endLine();
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                put(',');
            }
            Object value = values[i];
            if (value != null) {
                field(value);
            }
        }
        endLine();
    }

    /** The most frequent types first, one by one: at a million rows, a switch over all of them shows. */
    @SuppressWarnings("IfChainToSwitch")
    private void field(Object value) throws IOException {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof Long number) {
            whole(number);
        } else if (value instanceof BigDecimal number) {
            ascii(Math.abs(number.scale()) < 100 ? number.toPlainString() : number.toString());
        } else if (value instanceof LocalDateTime timestamp) {
            timestamp(timestamp, false);
        } else {
            rare(value);
        }
    }

    private void rare(Object value) throws IOException {
        switch (value) {
            case Instant instant -> timestamp(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), true);
            case LocalDate date when isPlain(date.getYear()) -> date(date);
            case Double number -> ascii(number(number));
            case LocalDate date -> ascii(date.toString());
            case LocalTime time -> ascii(IsoText.of(time));
            case byte[] bytes -> chunks(Base64.getEncoder().encode(bytes));
            default -> ascii(value.toString());
        }
    }

    /** Without a string between. */
    private void whole(long number) throws IOException {
        if (number < 0) {
            ascii(Long.toString(number));
            return;
        }
        room(LONGEST_WHOLE);
        int count = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            count++;
        }
        digits(number, count);
    }

    private static boolean isPlain(int year) {
        return year >= 0 && year <= 9999;
    }

    /** As {@link IsoText}, without the strings between: the most frequent values after numbers. */
    private void timestamp(LocalDateTime timestamp, boolean zulu) throws IOException {
        if (!isPlain(timestamp.getYear())) {
            ascii(IsoText.of(timestamp));
        } else {
            date(timestamp.toLocalDate());
            room(20);
            buffer[length++] = 'T';
            digits(timestamp.getHour(), 2);
            buffer[length++] = ':';
            digits(timestamp.getMinute(), 2);
            buffer[length++] = ':';
            digits(timestamp.getSecond(), 2);
            fraction(timestamp.getNano());
        }
        if (zulu) {
            put('Z');
        }
    }

    private void fraction(int nanos) {
        if (nanos != 0) {
            buffer[length++] = '.';
            if (nanos % 1_000_000 == 0) {
                digits(nanos / 1_000_000, 3);
            } else if (nanos % 1_000 == 0) {
                digits(nanos / 1_000, 6);
            } else {
                digits(nanos, 9);
            }
        }
    }

    private void date(LocalDate date) throws IOException {
        room(10);
        digits(date.getYear(), 4);
        buffer[length++] = '-';
        digits(date.getMonthValue(), 2);
        buffer[length++] = '-';
        digits(date.getDayOfMonth(), 2);
    }

    private void digits(long number, int count) {
        long rest = number;
        for (int i = length + count - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    private static String number(double number) {
        return number == (long) number && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private void text(String text) throws IOException {
        boolean guarded = formulas == Formulas.GUARDED && looksLikeFormula(text);
        if (!guarded && wroteSimple(text)) {
            return;
        }
        if (!guarded && !needsQuotes(text)) {
            chunks(text.getBytes(StandardCharsets.UTF_8));
            return;
        }
        put('"');
        if (guarded) {
            put('\'');
        }
        chunks(text.replace("\"", "\"\"").getBytes(StandardCharsets.UTF_8));
        put('"');
    }

    /** Writes a text of ASCII that needs no quotes, in one pass; leaves the buffer as it was where it is another. */
    private boolean wroteSimple(String text) throws IOException {
        int size = text.length();
        if (size == 0 || size > LONGEST_ASCII || text.charAt(0) == ' ' || text.charAt(size - 1) == ' ') {
            return false;
        }
        room(size);
        int at = length;
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || c == ',' || c == '"' || c == '\n' || c == '\r') {
                return false;
            }
            buffer[at++] = (byte) c;
        }
        length = at;
        return true;
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return text.isEmpty() || text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' ';
    }

    /** Whether a spreadsheet would compute the text: it starts, after blanks, with what starts a formula. */
    private static boolean looksLikeFormula(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '=', '+', '-', '@', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20' -> {
                    return true;
                }
                case ' ' -> {
                    // Some spreadsheets trim before they look.
                }
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    @SuppressWarnings("deprecation") // Copies the low bytes, which is all there is to ASCII.
    private void ascii(String text) throws IOException {
        int size = text.length();
        room(size);
        text.getBytes(0, size, buffer, length);
        length += size;
    }

    private void chunks(byte[] bytes) throws IOException {
        if (bytes.length <= BUFFER_BYTES) {
            room(bytes.length);
            System.arraycopy(bytes, 0, buffer, length, bytes.length);
            length += bytes.length;
        } else {
            flush();
            out.write(bytes);
        }
    }

    private void endLine() throws IOException {
        put('\r');
        put('\n');
    }

    private void put(char c) throws IOException {
        room(1);
        buffer[length++] = (byte) c;
    }

    private void room(int bytes) throws IOException {
        if (length + bytes > BUFFER_BYTES) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }

    @Override
    public void end(QueryEnd end) throws IOException {
        flush();
        out.flush();
    }
}
