package io.vitrine.dashboard;

import java.time.Instant;
import java.util.Optional;

/**
 * A version that an environment shows.
 *
 * @param actor who published it, as in the history of customers
 * @param actorName what that member or API token is called today; absent for one that is gone
 */
public record Publication(
        String environment, int version, String actor, Optional<String> actorName, Instant publishedAt) {}
