package io.vitrine.customer;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * A customer as the directory keeps it: its own values, nothing inherited.
 *
 * @param id internal; shown only as {@code team_id} of the deprecated user group API
 * @param token what identifies this customer in an embed: 64 lower-case hex characters
 * @param properties own values, readable as {@code customer.<key>}; must not be changed in place
 * @param mapping own entries, schema id to data source id, both decimal text; must not be changed in place
 * @param groupTags own tags by name, in the order in which they were assigned
 * @param version grows by one with every change
 */
public record Customer(
        long id,
        long visibilityGroupId,
        String visibilityGroup,
        String token,
        String providedId,
        String name,
        Level level,
        OptionalLong parentId,
        boolean isDemoGroup,
        ObjectNode properties,
        ObjectNode mapping,
        List<String> emails,
        List<String> groupTags,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
