package io.vitrine.access;

import io.vitrine.database.DatabaseException;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.InUse;
import io.vitrine.error.Refusal;
import java.sql.SQLException;
import java.util.List;

/** The data visibility groups of a team. */
public final class VisibilityGroups {
    /** All groups, oldest first. */
    public List<VisibilityGroup> list(Session session, long teamId) {
        return session.list(SELECT + " where team_id = ? order by created_at, id", VisibilityGroups::group, teamId);
    }

    /** The group of that id, or {@code NOT_FOUND}. */
    public VisibilityGroup get(Session session, long teamId, long id) {
        return session.first(SELECT + " where team_id = ? and id = ?", VisibilityGroups::group, teamId, id)
                .orElseThrow(VisibilityGroups::unknown);
    }

    /**
     * The group of that name, which stays until the transaction ends.
     *
     * @param field where the caller named it
     * @throws Refusal with {@code INVALID_FIELD} where there is none
     */
    public VisibilityGroup named(Session session, long teamId, String name, String field) {
        return session.first(
                        SELECT + " where team_id = ? and name = ? for key share", VisibilityGroups::group, teamId, name)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_FIELD, field, "There is no data visibility group \"" + name + "\"."));
    }

    /** Makes a group; refuses a name that is taken. */
    public VisibilityGroup create(Session session, long teamId, String name) {
        return session.first("""
                        insert into visibility_group (team_id, name) values (?, ?) on conflict do nothing
                        returning id, name, created_at""", VisibilityGroups::group, teamId, name).orElseThrow(() -> taken(name));
    }

    /** Renames a group; its customers answer with the new name at once. */
    public VisibilityGroup rename(Session session, long teamId, long id, String name) {
        try {
            session.update("update visibility_group set name = ? where team_id = ? and id = ?", name, teamId, id);
        } catch (DatabaseException e) {
            throw e.isUniqueViolation() ? taken(name) : e;
        }
        return get(session, teamId, id);
    }

    /**
     * Deletes a group that nothing lives in any more; its revoked tokens and its links to data sources go with it.
     *
     * @throws Refusal with {@code IN_USE} while it has customers, API tokens or embed secrets, saying how many and which
     */
    public void delete(Session session, long teamId, long id) {
        boolean known = session.first(
                        "select id from visibility_group where team_id = ? and id = ? for update",
                        row -> true,
                        teamId,
                        id)
                .isPresent();
        if (!known) {
            throw unknown();
        }
        refuseWhileUsed(session, id, "customer", "customer", "provided_id", "true");
        refuseWhileUsed(session, id, "api_token", "API token", "name", "revoked_at is null");
        refuseWhileUsed(session, id, "embed_secret", "embed secret", "name", "true");
        session.update("delete from api_token where visibility_group_id = ?", id);
        session.update("delete from customer_tally where visibility_group_id = ?", id);
        session.update("delete from visibility_group where id = ?", id);
    }

    private static void refuseWhileUsed(
            Session session, long id, String table, String noun, String nameColumn, String condition) {
        List<String> users = session.list(
                "select %s as name from %s where visibility_group_id = ? and %s order by created_at, id limit ?"
                        .formatted(nameColumn, table, condition),
                row -> row.text("name"),
                id,
                InUse.MOST_NAMED + 1);
        if (!users.isEmpty()) {
            throw InUse.refusal("The group still has", noun, users);
        }
    }

    private static Refusal unknown() {
        return new Refusal(ErrorCode.NOT_FOUND, "id", "There is no data visibility group of this id.");
    }

    private static Refusal taken(String name) {
        return new Refusal(
                ErrorCode.ALREADY_EXISTS, "name", "There is a data visibility group \"" + name + "\" already.");
    }

    private static final String SELECT = "select id, name, created_at from visibility_group";

    private static VisibilityGroup group(Row row) throws SQLException {
        return new VisibilityGroup(row.number("id"), row.text("name"), row.instant("created_at"));
    }
}
