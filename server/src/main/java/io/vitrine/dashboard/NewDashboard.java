package io.vitrine.dashboard;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A dashboard to be made.
 *
 * @param name absent: the definition's
 * @param definition the first draft; absent: one without panels
 */
public record NewDashboard(
        Optional<EmbedId> embedId,
        Optional<String> name,
        List<Attribute> attributes,
        boolean isDrilldown,
        Visibility visibility,
        Optional<ObjectNode> definition) {}
