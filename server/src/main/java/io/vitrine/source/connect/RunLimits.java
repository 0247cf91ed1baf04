package io.vitrine.source.connect;

import java.time.Duration;

/**
 * What one run may cost; rows past a limit are left out and the result says so.
 *
 * @param timeout the time from the start of the statement to its last row
 * @param maxRows the most rows that are read
 * @param maxBytes the most bytes of values that are read, counted as one a character of text and eight for any other
 *     value; at least one row is read whatever its size
 */
public record RunLimits(Duration timeout, long maxRows, long maxBytes) {
    /** Thirty seconds, 10,000 rows, 64 MiB: a panel. */
    public static RunLimits panel() {
        return new RunLimits(Duration.ofSeconds(30), 10_000, 64L << 20);
    }

    /** An hour and no end of rows: an export that streams. */
    public static RunLimits export() {
        return new RunLimits(Duration.ofHours(1), Long.MAX_VALUE, Long.MAX_VALUE);
    }
}
