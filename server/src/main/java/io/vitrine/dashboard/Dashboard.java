package io.vitrine.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A dashboard as a team keeps it, without its definition.
 *
 * @param id internal
 * @param visibility holds for every version, on top of what the version itself says
 * @param latestVersion the newest saved version
 * @param published environment name to the version that it shows, for environments that show one
 * @param draftRevision grows with every change of the draft
 * @param hasUnsavedChanges whether the draft differs from every saved version since it was last saved
 * @param revision grows with every change of this record
 */
public record Dashboard(
        long id,
        long teamId,
        EmbedId embedId,
        ResourceType resourceType,
        String name,
        List<Attribute> attributes,
        boolean isDrilldown,
        Visibility visibility,
        OptionalInt latestVersion,
        Map<String, Integer> published,
        long draftRevision,
        boolean hasUnsavedChanges,
        long revision,
        Instant createdAt,
        Instant updatedAt) {}
