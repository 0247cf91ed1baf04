package io.vitrine.dashboard;

import io.vitrine.access.ActorNames;
import io.vitrine.access.Caller;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.json.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes saved versions, and which environment shows which. */
final class VersionStore {
    private static final String SELECT_SAVED = selectFrom("dashboard_version");

    /** All versions, newest first. */
    List<DashboardVersion> list(Session session, long dashboardId) {
        return session.list(
                SELECT_SAVED + "where v.dashboard_id = ? order by v.version desc", VersionStore::version, dashboardId);
    }

    Optional<DashboardVersion> find(Session session, long dashboardId, int version) {
        return session.first(
                SELECT_SAVED + "where v.dashboard_id = ? and v.version = ?",
                VersionStore::version,
                dashboardId,
                version);
    }

    Optional<ObjectNode> definition(Session session, long dashboardId, int version) {
        return session.first(
                "select definition from dashboard_version where dashboard_id = ? and version = ?",
                row -> Json.readStoredObject(row.text("definition")),
                dashboardId,
                version);
    }

    /** Writes the next version; the dashboard must be locked. */
    DashboardVersion insert(
            Session session,
            Caller caller,
            long dashboardId,
            ObjectNode definition,
            String message,
            OptionalInt restoredFrom) {
        return session.one(
                """
                with saved as (
                  insert into dashboard_version (dashboard_id, version, definition, message, restored_from, actor)
                  select ?, coalesce(max(version), 0) + 1, ?::json, ?, ?::integer, ?
                  from dashboard_version where dashboard_id = ?
                  returning *)
                """ + selectFrom("saved"),
                VersionStore::version,
                dashboardId,
                Json.write(definition),
                message,
                restoredFrom.isPresent() ? Optional.of(restoredFrom.getAsInt()) : Optional.empty(),
                caller.actor(),
                dashboardId);
    }

    List<Publication> publications(Session session, long dashboardId) {
        return session.list(
                """
                select e.name, p.version, p.actor, %s, p.published_at
                from publication p join environment e on e.id = p.environment_id %s
                where p.dashboard_id = ? order by e.created_at, e.id""".formatted(ActorNames.COLUMN, ActorNames.joins("p")),
                row -> new Publication(
                        row.text("name"),
                        row.integer("version"),
                        row.text("actor"),
                        row.optionalText("actor_name"),
                        row.instant("published_at")),
                dashboardId);
    }

    /** Publishes; a version that is published there already stays as it is, with its time. Answers whether it was not. */
    boolean publish(Session session, Caller caller, long dashboardId, long environmentId, int version) {
        return session.update("""
                insert into publication as p (dashboard_id, environment_id, version, actor) values (?, ?, ?, ?)
                on conflict (dashboard_id, environment_id) do update
                  set version = excluded.version, actor = excluded.actor, published_at = now()
                  where p.version <> excluded.version""", dashboardId, environmentId, version, caller.actor()) > 0;
    }

    /** Answers whether there was something to end. */
    boolean unpublish(Session session, long dashboardId, long environmentId) {
        return session.update(
                        "delete from publication where dashboard_id = ? and environment_id = ?",
                        dashboardId,
                        environmentId)
                > 0;
    }

    /** The beginning of a query that reads versions, as {@code v}. */
    private static String selectFrom(String table) {
        return "select v.version, v.message, v.restored_from, v.actor, %s, v.created_at from %s v %s "
                .formatted(ActorNames.COLUMN, table, ActorNames.joins("v"));
    }

    private static DashboardVersion version(Row row) throws SQLException {
        return new DashboardVersion(
                row.integer("version"),
                row.text("message"),
                DashboardStore.optionalInt(row, "restored_from"),
                row.text("actor"),
                row.optionalText("actor_name"),
                row.instant("created_at"));
    }
}
