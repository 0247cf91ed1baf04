package io.vitrine.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an embed token says: which customer may see which dashboard, until when, and how far.
 *
 * @param customer the {@code provided_id} of the customer (claim {@code cst})
 * @param embedId the dashboard or report (claim {@code dsh})
 * @param chartId the one chart that may be seen; absent, all of them (claim {@code cht})
 * @param features what the viewer of a report may do; absent, everything (claim {@code rbc})
 * @param sectionEditing whether editable sections may be edited (claim {@code des} says the opposite)
 * @param origin the only origin whose pages may show it; absent, the team's list decides (claim {@code iss})
 */
public record EmbedToken(
        String customer,
        String embedId,
        Optional<String> chartId,
        Instant expiresAt,
        Optional<List<String>> features,
        boolean sectionEditing,
        Optional<Origin> origin) {
    public EmbedToken {
        features = features.map(List::copyOf);
    }
}
