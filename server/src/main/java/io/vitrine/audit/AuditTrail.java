package io.vitrine.audit;

import io.vitrine.access.ActorNames;
import io.vitrine.access.Caller;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.json.Json;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Writes the record in the transaction of the deed itself, and reads it, newest first. */
public final class AuditTrail {
    /** The place of an entry: what is older comes after it. */
    public record Place(Instant at, long id) {}

    /**
     * Records what a caller did.
     *
     * @param subject whom or what it was done to, as people call it
     * @param detail never a secret
     */
    public void record(Session session, Caller caller, AuditAction action, String subject, ObjectNode detail) {
        record(session, caller.teamId(), caller.actor(), action, subject, detail, Optional.empty());
    }

    public void record(
            Session session,
            long teamId,
            String actor,
            AuditAction action,
            String subject,
            ObjectNode detail,
            Optional<String> address) {
        session.update("""
                insert into audit_entry (team_id, actor, action, subject, detail, address)
                values (?, ?, ?, ?, ?::json, ?::text)""", teamId, actor, action.wireName(), subject, Json.write(detail), address);
    }

    /** Entries of a team, newest first, those older than a place, of one action or of all. */
    public List<AuditEntry> list(
            Session session, long teamId, Optional<AuditAction> action, Optional<Place> before, int limit) {
        return session.list(
                """
                select e.id, e.at, e.actor, %s, e.action, e.subject, e.detail, e.address
                from audit_entry e %s
                where e.team_id = ? and (e.at, e.id) < (coalesce(?::timestamptz, 'infinity'), coalesce(?::bigint, 0))
                  and (?::text is null or e.action = ?::text)
                order by e.at desc, e.id desc limit ?""".formatted(ActorNames.COLUMN, ActorNames.joins("e")),
                AuditTrail::entry,
                teamId,
                before.map(Place::at),
                before.map(Place::id),
                action.map(AuditAction::wireName),
                action.map(AuditAction::wireName),
                limit);
    }

    private static AuditEntry entry(Row row) throws SQLException {
        return new AuditEntry(
                row.number("id"),
                row.instant("at"),
                row.text("actor"),
                row.optionalText("actor_name"),
                row.text("action"),
                row.text("subject"),
                Json.readStoredObject(row.text("detail")),
                row.optionalText("address"));
    }
}
