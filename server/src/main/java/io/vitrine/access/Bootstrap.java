package io.vitrine.access;

import io.vitrine.database.Session;
import java.util.Optional;

/** Gives an empty installation its first team: {@code default}, with group {@code Production} and levels Customer and User. */
public final class Bootstrap {
    private Bootstrap() {}

    /**
     * Makes what is missing; an installation that has a team already stays as it is.
     *
     * @param token the first admin API token, where the operator gave one
     */
    public static void apply(Session session, ApiTokens tokens, Optional<String> token) {
        // One server bootstraps when several start at once on an empty database.
        session.list("select pg_advisory_xact_lock(hashtext('vitrine bootstrap'))", row -> true);
        boolean empty = session.one("select not exists (select from team) as empty", row -> row.bool("empty"));
        if (!empty) {
            return;
        }
        long team = session.one("insert into team (name) values ('default') returning id", row -> row.number("id"));
        session.update(
                "insert into hierarchy_level (team_id, position, name) values (?, 0, 'Customer'), (?, 1, 'User')",
                team,
                team);
        long group = session.one(
                "insert into visibility_group (team_id, name) values (?, 'Production') returning id",
                row -> row.number("id"),
                team);
        token.ifPresent(secret -> tokens.adopt(session, group, Access.ADMIN, "bootstrap", secret));
    }
}
