package io.vitrine.dashboard;

import java.util.List;
import java.util.OptionalInt;

/**
 * A dashboard in the state that is shown.
 *
 * @param id internal
 * @param version absent for a draft
 * @param state changes with what is shown and with the dashboard's record
 * @param levels the team's hierarchy levels, highest first
 * @param embedOrigins the origins whose pages may show the team's embeds; empty allows every one
 */
public record ShownDashboard(
        long id,
        long teamId,
        EmbedId embedId,
        OptionalInt version,
        String state,
        Visibility visibility,
        Definition definition,
        List<String> levels,
        List<String> embedOrigins) {}
