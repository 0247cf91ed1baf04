package io.vitrine.dashboard;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * What editors work on: the one unsaved state of a dashboard, which may be unfinished.
 *
 * @param revision grows with every change
 * @param savedVersion the version that holds exactly this definition; absent while there are unsaved changes
 * @param actor who changed it last, as in the history of customers
 * @param actorName what that member or API token is called today; absent for one that is gone
 */
public record Draft(
        ObjectNode definition,
        long revision,
        OptionalInt savedVersion,
        String actor,
        Optional<String> actorName,
        Instant updatedAt) {}
