package io.vitrine.dashboard;

import io.vitrine.access.ActorNames;
import io.vitrine.access.Caller;
import io.vitrine.database.DatabaseException;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.json.Json;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes the records of dashboards and their drafts. */
final class DashboardStore {
    private static final String SELECT = """
            select d.id, d.team_id, d.embed_id, d.resource_type, d.name, d.attributes, d.is_drilldown, d.visibility,
                   d.revision, d.created_at, d.updated_at, f.revision as draft_revision,
                   f.saved_version is null as unsaved,
                   (select max(version) from dashboard_version v where v.dashboard_id = d.id) as latest_version,
                   (select json_object_agg(e.name, p.version order by e.created_at, e.id)
                      from publication p join environment e on e.id = p.environment_id
                     where p.dashboard_id = d.id) as published
            from dashboard d join dashboard_draft f on f.dashboard_id = d.id
            where d.team_id = ? and d.resource_type = ?""";

    List<Dashboard> list(Session session, Caller caller, ResourceType type) {
        return session.list(
                SELECT + " order by d.created_at, d.id", DashboardStore::dashboard, caller.teamId(), type.wireName());
    }

    Optional<Dashboard> find(Session session, Caller caller, ResourceType type, String embedId) {
        return session.first(
                SELECT + " and d.embed_id = ?", DashboardStore::dashboard, caller.teamId(), type.wireName(), embedId);
    }

    /** As {@link #find}; nobody else changes the dashboard, its draft or its versions until the transaction ends. */
    Optional<Dashboard> findLocked(Session session, Caller caller, ResourceType type, String embedId) {
        // Locked by a statement of its own: the one that reads must see what was committed while this one waited.
        session.list(
                "select id from dashboard where team_id = ? and embed_id = ? for update",
                row -> row.number("id"),
                caller.teamId(),
                embedId);
        return find(session, caller, type, embedId);
    }

    /** Makes a dashboard with a draft. */
    void insert(Session session, Caller caller, EmbedId embedId, String name, NewDashboard wanted, ObjectNode draft) {
        try {
            session.update(
                    """
                    with made as (
                      insert into dashboard (team_id, embed_id, name, attributes, is_drilldown, visibility)
                      values (?, ?, ?, ?::json, ?, ?::json) returning id)
                    insert into dashboard_draft (dashboard_id, definition, actor) select id, ?::json, ? from made""",
                    caller.teamId(),
                    embedId.text(),
                    name,
                    Json.write(attributes(wanted.attributes())),
                    wanted.isDrilldown(),
                    Json.write(wanted.visibility().json()),
                    Json.write(draft),
                    caller.actor());
        } catch (DatabaseException e) {
            if (e.isUniqueViolation()) {
                throw DashboardRefusals.embedIdTaken(embedId);
            }
            throw e;
        }
    }

    void update(Session session, long id, DashboardChange change) {
        session.update(
                """
                update dashboard set name = coalesce(?::text, name), attributes = coalesce(?::json, attributes),
                  is_drilldown = coalesce(?::boolean, is_drilldown), visibility = coalesce(?::json, visibility),
                  revision = revision + 1, updated_at = now()
                where id = ?""",
                change.name(),
                change.attributes().map(attributes -> Json.write(attributes(attributes))),
                change.isDrilldown(),
                change.visibility().map(visibility -> Json.write(visibility.json())),
                id);
    }

    void delete(Session session, long id) {
        session.update("delete from dashboard where id = ?", id);
    }

    Draft draft(Session session, long id) {
        return session.one(
                """
                select d.definition, d.revision, d.saved_version, d.actor, %s, d.updated_at
                from dashboard_draft d %s where d.dashboard_id = ?""".formatted(ActorNames.COLUMN, ActorNames.joins("d")),
                row -> new Draft(
                        Json.readStoredObject(row.text("definition")),
                        row.number("revision"),
                        optionalInt(row, "saved_version"),
                        row.text("actor"),
                        row.optionalText("actor_name"),
                        row.instant("updated_at")),
                id);
    }

    /** Replaces the draft. */
    void saveDraft(Session session, Caller caller, long id, ObjectNode definition, OptionalInt savedVersion) {
        session.update(
                """
                update dashboard_draft set definition = ?::json, revision = revision + 1, saved_version = ?::integer,
                  actor = ?, updated_at = now()
                where dashboard_id = ?""",
                Json.write(definition),
                savedVersion.isPresent() ? Optional.of(savedVersion.getAsInt()) : Optional.empty(),
                caller.actor(),
                id);
    }

    /** Notes that the draft, as it is, has been saved; its revision stays. */
    void markSaved(Session session, long id, int version) {
        session.update("update dashboard_draft set saved_version = ? where dashboard_id = ?", version, id);
    }

    static OptionalInt optionalInt(Row row, String column) throws SQLException {
        OptionalLong number = row.optionalNumber(column);
        return number.isPresent() ? OptionalInt.of(Math.toIntExact(number.getAsLong())) : OptionalInt.empty();
    }

    private static Dashboard dashboard(Row row) throws SQLException {
        return new Dashboard(
                row.number("id"),
                row.number("team_id"),
                new EmbedId(row.text("embed_id")),
                ResourceType.named(row.text("resource_type")).orElseThrow(),
                row.text("name"),
                attributes(Json.MAPPER.readTree(row.text("attributes"))),
                row.bool("is_drilldown"),
                Visibility.of(Json.readStoredObject(row.text("visibility"))),
                optionalInt(row, "latest_version"),
                published(row.optionalText("published")),
                row.number("draft_revision"),
                row.bool("unsaved"),
                row.number("revision"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    private static Map<String, Integer> published(Optional<String> json) {
        Map<String, Integer> published = new LinkedHashMap<>();
        json.ifPresent(text -> Json.readStoredObject(text)
                .forEachEntry((environment, version) -> published.put(environment, version.intValue())));
        return published;
    }

    private static List<Attribute> attributes(JsonNode json) {
        List<Attribute> attributes = new ArrayList<>();
        json.forEach(pair -> attributes.add(new Attribute(
                pair.path("attribute").asString(""), pair.path("value").asString(""))));
        return List.copyOf(attributes);
    }

    private static ArrayNode attributes(List<Attribute> attributes) {
        ArrayNode json = Json.MAPPER.createArrayNode();
        attributes.forEach(
                pair -> json.addObject().put("attribute", pair.attribute()).put("value", pair.value()));
        return json;
    }
}
