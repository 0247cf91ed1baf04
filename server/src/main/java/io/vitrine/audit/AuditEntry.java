package io.vitrine.audit;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that was done.
 *
 * @param actor {@code token:<id>}, {@code member:<id>} or {@code system}
 * @param actorName what the actor is called today
 * @param subject whom or what it was done to, as people call it
 * @param address the requester's, where the call came from a person's browser
 */
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        Optional<String> actorName,
        String action,
        String subject,
        ObjectNode detail,
        Optional<String> address) {}
