package io.vitrine.source.connect;

import java.time.Duration;

/**
 * How a run ended.
 *
 * @param rowCount the rows that were handed out
 * @param truncated whether the statement has more rows than the limits let through
 * @param elapsed from the start of the statement to its last row
 */
public record QueryEnd(long rowCount, boolean truncated, Duration elapsed) {}
