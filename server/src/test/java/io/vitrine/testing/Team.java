package io.vitrine.testing;

import io.vitrine.database.Database;
import java.util.List;

/** Puts into a test server's team what tests of dashboards refer to, past the API where it has no call yet. */
public final class Team {
    private Team() {}

    /** A schema of that name; answers its id. */
    public static long schema(TestServer server, String name) {
        try (Database database = Database.open(server.database(), 1)) {
            return database.withSession(session -> session.one(
                    "insert into data_schema (team_id, name) select min(id), ? from team returning id",
                    row -> row.number("id"),
                    name));
        }
    }

    /** Group tags of these names. */
    public static void groupTags(TestServer server, String... names) {
        try (Database database = Database.open(server.database(), 1)) {
            database.withSession(session -> session.update(
                    "insert into group_tag (team_id, name) select (select min(id) from team), unnest(?::text[])",
                    List.of(names)));
        }
    }
}
