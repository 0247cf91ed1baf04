package io.vitrine.dashboard;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One saved state of a dashboard; its definition never changes.
 *
 * @param version counted from 1
 * @param restoredFrom the older version whose definition this one repeats
 * @param actor who saved it, as in the history of customers
 * @param actorName what that member or API token is called today; absent for one that is gone
 */
public record DashboardVersion(
        int version,
        String message,
        OptionalInt restoredFrom,
        String actor,
        Optional<String> actorName,
        Instant createdAt) {}
