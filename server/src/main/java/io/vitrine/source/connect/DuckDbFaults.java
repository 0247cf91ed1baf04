package io.vitrine.source.connect;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what DuckDB throws: a class of error, a sentence, and a drawing of the place below it. */
final class DuckDbFaults {
    private static final Pattern CLASS = Pattern.compile("^[A-Za-z ]+ Error: ");
    private static final Pattern PLACE = Pattern.compile("(?m)^LINE (\\d+): (.*)\\R( *)\\^");

    private DuckDbFaults() {}

    static SourceFault of(SQLException thrown, String sql, List<String> confidential) {
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof DuckDbParseException parse) {
            int position = Math.max(0, parse.position());
            String text = FaultText.firstLine(message, confidential);
            return new SourceFault(
                    SourceFault.Cause.STATEMENT, FaultText.at(text, sql, position), OptionalInt.of(position));
        }
        if (thrown instanceof UnreadableFileException) {
            return new SourceFault(SourceFault.Cause.FILE, message);
        }
        if (message.startsWith("INTERRUPT")) {
            return new SourceFault(SourceFault.Cause.TIMEOUT, "The statement ran out of its time and was stopped.");
        }
        String text = FaultText.firstLine(CLASS.matcher(message).replaceFirst(""), confidential);
        return place(message, sql).stream()
                .mapToObj(position -> new SourceFault(
                        SourceFault.Cause.STATEMENT, FaultText.at(text, sql, position), OptionalInt.of(position)))
                .findFirst()
                .orElseGet(() -> new SourceFault(SourceFault.Cause.STATEMENT, text));
    }

    /** The offset that a caret below an excerpt of a line points to; the excerpt may be cut with dots at its ends. */
    private static OptionalInt place(String message, String sql) {
        Matcher drawing = PLACE.matcher(message);
        if (!drawing.find()) {
            return OptionalInt.empty();
        }
        String label = "LINE " + drawing.group(1) + ": ";
        int caret = drawing.group(3).length() - label.length();
        String excerpt = drawing.group(2);
        int cut = 0;
        if (excerpt.startsWith("...")) {
            excerpt = excerpt.substring(3);
            cut = 3;
        }
        if (excerpt.endsWith("...")) {
            excerpt = excerpt.substring(0, excerpt.length() - 3);
        }
        int lineStart = TrinoFaults.offset(sql, Integer.parseInt(drawing.group(1)), 1);
        int found = sql.indexOf(excerpt, lineStart);
        return found < 0 || caret < cut ? OptionalInt.empty() : OptionalInt.of(found + caret - cut);
    }
}
