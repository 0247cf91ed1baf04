package io.vitrine.customer;

import io.vitrine.json.JsonObjectText;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * A customer as the directory keeps it: its own values, nothing inherited.
 *
 * @param id internal; shown only as {@code team_id} of the deprecated user group API
 * @param token what identifies this customer in an embed
 * @param properties own values, readable as {@code customer.<key>}
 * @param mapping own entries, schema id to data source id, both decimal text
 * @param groupTags own tags by name, in the order in which they were assigned
 * @param version grows by one with every change
 */
public record Customer(
        long id,
        long visibilityGroupId,
        String visibilityGroup,
        CustomerToken token,
        String providedId,
        String name,
        Level level,
        OptionalLong parentId,
        boolean isDemoGroup,
        JsonObjectText properties,
        JsonObjectText mapping,
        List<String> emails,
        List<String> groupTags,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
