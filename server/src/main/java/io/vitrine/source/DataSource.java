package io.vitrine.source;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database that holds rows of customers.
 *
 * @param providedId the team's own id of it, which mappings may use
 * @param connection its settings without secrets
 * @param visibilityGroups the names of the data visibility groups whose customers may be mapped to it
 * @param allowance what it lets queries cost
 * @param revision grows with every change of the connection or the allowance
 */
public record DataSource(
        long id,
        String name,
        Optional<String> providedId,
        long schemaId,
        String kind,
        Map<String, String> connection,
        List<String> visibilityGroups,
        SourceAllowance allowance,
        long revision,
        Instant createdAt,
        Instant updatedAt) {}
