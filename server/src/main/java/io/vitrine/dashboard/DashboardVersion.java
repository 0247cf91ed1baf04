package io.vitrine.dashboard;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * One saved state of a dashboard; its definition never changes.
 *
 * @param version counted from 1
 * @param restoredFrom the older version whose definition this one repeats
 */
public record DashboardVersion(
        int version, String message, OptionalInt restoredFrom, String actor, Instant createdAt) {}
