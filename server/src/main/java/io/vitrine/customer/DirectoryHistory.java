package io.vitrine.customer;

import io.vitrine.access.ActorNames;
import io.vitrine.access.Caller;
import io.vitrine.customer.DirectoryChange.Subject;
import io.vitrine.database.Database;
import io.vitrine.database.Row;
import io.vitrine.json.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Reads the changes of group tags, levels, portals and end users, newest first.
 *
 * <p>Each row is written by the statement that makes the change, so it stands beside that statement. A caller sees what
 * concerns the whole team, and of the rest what belongs to customers of its own group.
 */
public final class DirectoryHistory {
    private final Database database;

    public DirectoryHistory(Database database) {
        this.database = database;
    }

    /**
     * A part of the history.
     *
     * @param customer shows only what belongs to the customer of this provided id
     * @param after the end of the part before, where there was one
     * @param limit the most changes in this part
     */
    public List<DirectoryChange> changes(
            Caller caller, Optional<Subject> subject, Optional<String> customer, Optional<Cursor> after, int limit) {
        return database.withSession(session -> session.list(
                """
                select h.at, h.id, h.subject, h.name, c.provided_id, h.action, h.actor, %s,
                       h.before, h.after
                from directory_change h %s
                  left join customer c on c.id = h.customer_id
                where h.team_id = ? and (h.visibility_group_id is null or h.visibility_group_id = ?)
                  and h.subject = coalesce(?::text, h.subject)
                  and (?::text is null or h.customer_id =
                        (select id from customer where visibility_group_id = ? and provided_id = ?::text))
                  and (h.at, h.id) < (coalesce(?::timestamptz, 'infinity'), coalesce(?::bigint, 0))
                order by h.at desc, h.id desc limit ?""".formatted(ActorNames.COLUMN, ActorNames.joins("h")),
                DirectoryHistory::change,
                caller.teamId(),
                caller.visibilityGroupId(),
                subject.map(Subject::word),
                customer,
                caller.visibilityGroupId(),
                customer,
                after.map(Cursor::createdAt),
                after.map(Cursor::id),
                limit));
    }

    private static DirectoryChange change(Row row) throws SQLException {
        return new DirectoryChange(
                new Cursor(row.instant("at"), row.number("id")),
                Subject.named(row.text("subject")).orElseThrow(),
                row.text("name"),
                row.optionalText("provided_id"),
                row.text("action"),
                row.text("actor"),
                row.optionalText("actor_name"),
                row.optionalText("before").map(Json::readStoredObject),
                row.optionalText("after").map(Json::readStoredObject));
    }
}
