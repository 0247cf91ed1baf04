package io.vitrine.customer;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One change of a customer.
 *
 * @param version the version that the change made
 * @param action {@code create}, {@code update}, {@code delete} or {@code refresh_token}
 * @param actor {@code token:<id>}, {@code member:<id>} or {@code system}
 * @param actorName what the API token or the member is called, where the actor is one
 * @param before the fields that the change touched, as they were; absent for a creation
 * @param after the same fields as they became; absent for a deletion
 */
public record HistoryEntry(
        long version,
        Instant at,
        String action,
        String actor,
        Optional<String> actorName,
        Optional<ObjectNode> before,
        Optional<ObjectNode> after) {}
