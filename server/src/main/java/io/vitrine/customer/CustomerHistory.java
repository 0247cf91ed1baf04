package io.vitrine.customer;

import io.vitrine.access.ActorNames;
import io.vitrine.access.Caller;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.json.Json;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the changes of a customer, newest first; the ids that they are kept with are shown as names of today. */
final class CustomerHistory {
    private final CustomerStore customers;

    CustomerHistory(CustomerStore customers) {
        this.customers = customers;
    }

    /**
     * A part of the history.
     *
     * @param beforeVersion shows only older changes than this one
     */
    List<HistoryEntry> entries(
            Session session, Caller caller, String providedId, OptionalLong beforeVersion, int limit) {
        long id = customers
                .findByProvidedId(session, caller, providedId)
                .orElseThrow(CustomerRefusals::unknownCustomer)
                .customer()
                .id();
        List<HistoryEntry> entries = session.list(
                """
                select h.version, h.at, h.action, h.actor, %s, h.before, h.after from customer_change h %s
                where h.customer_id = ? and h.version < ? order by h.version desc limit ?""".formatted(ActorNames.COLUMN, ActorNames.joins("h")),
                CustomerHistory::entry,
                id,
                beforeVersion.orElse(Long.MAX_VALUE),
                limit);
        Names names = Names.read(session, entries);
        return entries.stream().map(names::applyTo).toList();
    }

    private static HistoryEntry entry(Row row) throws SQLException {
        return new HistoryEntry(
                row.number("version"),
                row.instant("at"),
                row.text("action"),
                row.text("actor"),
                row.optionalText("actor_name"),
                row.optionalText("before").map(Json::readStoredObject),
                row.optionalText("after").map(Json::readStoredObject));
    }

    /** What the ids in some entries are called today. */
    private record Names(Map<Long, String> levels, Map<Long, String> tags, Map<Long, String> parents) {
        static Names read(Session session, List<HistoryEntry> entries) {
            Set<Long> levels = new HashSet<>();
            Set<Long> tags = new HashSet<>();
            Set<Long> parents = new HashSet<>();
            entries.stream()
                    .flatMap(entry -> Stream.concat(entry.before().stream(), entry.after().stream()))
                    .forEach(fields -> {
                        addId(fields.path("level_id"), levels);
                        addId(fields.path("parent_id"), parents);
                        fields.path("group_tag_ids").forEach(tag -> addId(tag, tags));
                    });
            return new Names(
                    names(session, "select id, name from hierarchy_level where id = any(?)", levels),
                    names(session, "select id, name from group_tag where id = any(?)", tags),
                    names(session, "select id, provided_id as name from customer where id = any(?)", parents));
        }

        HistoryEntry applyTo(HistoryEntry entry) {
            return new HistoryEntry(
                    entry.version(),
                    entry.at(),
                    entry.action(),
                    entry.actor(),
                    entry.actorName(),
                    entry.before().map(this::named),
                    entry.after().map(this::named));
        }

        private ObjectNode named(ObjectNode fields) {
            ObjectNode named = Json.object();
            fields.properties().forEach(field -> {
                JsonNode value = field.getValue();
                switch (field.getKey()) {
                    case "level_id" -> named.put("hierarchy_level_name", name(levels, value.longValue()));
                    case "parent_id" ->
                        named.put("parent_provided_id", value.isNull() ? "" : name(parents, value.longValue()));
                    case "group_tag_ids" -> {
                        ArrayNode list = named.putArray("group_tags");
                        value.forEach(tag -> list.add(name(tags, tag.longValue())));
                    }
                    default -> named.set(field.getKey(), value);
                }
            });
            return named;
        }

        private static void addId(JsonNode value, Set<Long> ids) {
            if (value.isIntegralNumber()) {
                ids.add(value.longValue());
            }
        }

        /** A name, or for what was deleted since, its id. */
        private static String name(Map<Long, String> names, long id) {
            return names.getOrDefault(id, "deleted (" + id + ")");
        }

        private static Map<Long, String> names(Session session, String sql, Set<Long> ids) {
            if (ids.isEmpty()) {
                return Map.of();
            }
            Map<Long, String> names = new HashMap<>();
            record Named(long id, String name) {}
            session.list(sql, row -> new Named(row.number("id"), row.text("name")), ids)
                    .forEach(each -> names.put(each.id(), each.name()));
            return names;
        }
    }
}
