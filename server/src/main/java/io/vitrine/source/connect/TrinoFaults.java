package io.vitrine.source.connect;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Trino's driver throws; the server's message stands behind {@code Query failed (#id):}. */
final class TrinoFaults {
    private static final Pattern QUERY_FAILED = Pattern.compile("(?s)^Query failed \\(#[^)]*\\): (.*)$");
    private static final Pattern PLACE = Pattern.compile("^line (\\d+):(\\d+): (.*)$");
    private static final int EXCEEDED_TIME_LIMIT = 131_075;

    private TrinoFaults() {}

    static SourceFault of(SQLException thrown, String sql, List<String> confidential) {
        String message = String.valueOf(thrown.getMessage());
        Matcher failed = QUERY_FAILED.matcher(message);
        if (failed.matches()) {
            String text = FaultText.firstLine(failed.group(1), confidential);
            if (thrown.getErrorCode() == EXCEEDED_TIME_LIMIT || text.startsWith("Query exceeded the maximum")) {
                return new SourceFault(SourceFault.Cause.TIMEOUT, "The statement ran out of its time and was stopped.");
            }
            return statement(text, sql);
        }
        if (message.contains("Authentication failed") || message.contains("401") || message.contains("Unauthorized")) {
            return new SourceFault(SourceFault.Cause.LOGIN, "The server refuses the user or the password.");
        }
        return FaultText.network(thrown).orElseGet(() -> unknown(message, confidential));
    }

    private static SourceFault unknown(String message, List<String> confidential) {
        String text = FaultText.firstLine(message, confidential);
        return text.startsWith("Error executing query") || text.startsWith("Error fetching")
                ? new SourceFault(SourceFault.Cause.LOST, "The server did not answer as Trino does.")
                : new SourceFault(SourceFault.Cause.STATEMENT, text);
    }

    private static SourceFault statement(String text, String sql) {
        Matcher place = PLACE.matcher(text);
        if (!place.matches()) {
            return new SourceFault(SourceFault.Cause.STATEMENT, text);
        }
        int offset = offset(sql, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
        return new SourceFault(
                SourceFault.Cause.STATEMENT, FaultText.at(place.group(3), sql, offset), OptionalInt.of(offset));
    }

    static int offset(String sql, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int next = sql.indexOf('\n', start);
            if (next < 0) {
                break;
            }
            start = next + 1;
        }
        return Math.min(sql.length(), start + Math.max(0, column - 1));
    }
}
