package io.vitrine.customer;

import io.vitrine.database.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names of the installation at one moment: what the ids in customers' rows are called. Never changes. */
final class Vocabulary {
    private final long version;
    private final Map<Long, Level> levels;
    private final Map<Long, String> visibilityGroups;
    private final Map<Long, Tag> tags;
    private final Map<Tag, Long> tagIds = new HashMap<>();

    private Vocabulary(long version, Map<Long, Level> levels, Map<Long, String> visibilityGroups, Map<Long, Tag> tags) {
        this.version = version;
        this.levels = levels;
        this.visibilityGroups = visibilityGroups;
        this.tags = tags;
        tags.forEach((id, tag) -> tagIds.put(tag, id));
    }

    private record Tag(long teamId, String name) {}

    /** Reads the names and their version, as one statement sees them. */
    static Vocabulary read(Session session) {
        Map<Long, Level> levels = new HashMap<>();
        Map<Long, String> groups = new HashMap<>();
        Map<Long, Tag> tags = new HashMap<>();
        List<Long> versions = session.list("""
                select 'version' as kind, 0::bigint as id, '' as name, version as number from vocabulary
                union all select 'level', id, name, position from hierarchy_level
                union all select 'group', id, name, team_id from visibility_group
                union all select 'tag', id, name, team_id from group_tag""", row -> {
            long id = row.number("id");
            String name = row.text("name");
            long number = row.number("number");
            switch (row.text("kind")) {
                case "level" -> levels.put(id, new Level(id, Math.toIntExact(number), name));
                case "group" -> groups.put(id, name);
                case "tag" -> tags.put(id, new Tag(number, name));
                default -> {}
            }
            return number;
        });
        return new Vocabulary(versions.getFirst(), levels, groups, tags);
    }

    /** Grows with every change of a name: of two vocabularies the one with the greater version is the later. */
    long version() {
        return version;
    }

    Level level(long id) {
        return found(levels.get(id), "hierarchy level", id);
    }

    String visibilityGroup(long id) {
        return found(visibilityGroups.get(id), "visibility group", id);
    }

    private static <T> T found(@Nullable T named, String kind, long id) {
        if (named == null) {
            throw new IllegalStateException("a customer refers to the " + kind + " " + id + ", which is not there");
        }
        return named;
    }

    /** The names of these tags in their order; an id without a tag is one that was deleted and counts for nothing. */
    List<String> tagNames(List<Long> ids) {
        List<String> names = new ArrayList<>(ids.size());
        for (Long id : ids) {
            Tag tag = tags.get(id);
            if (tag != null) {
                names.add(tag.name());
            }
        }
        return names;
    }

    /** The ids of a team's tags of these names, each once; absent where one is not known here. */
    Optional<List<Long>> tagIds(long teamId, List<String> names) {
        List<Long> ids = new ArrayList<>(names.size());
        for (String name : new LinkedHashSet<>(names)) {
            Long id = this.tagIds.get(new Tag(teamId, name));
            if (id == null) {
                return Optional.empty();
            }
            ids.add(id);
        }
        return Optional.of(ids);
    }
}
