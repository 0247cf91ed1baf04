package io.vitrine.source;

import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;

/** Ids that callers choose, beside those that the database hands out. */
final class GivenIds {
    private GivenIds() {}

    /**
     * Sees to it that the database will not hand out an id that a caller is about to use.
     *
     * <p>The sequence only ever goes forward here: one call at a time, and only past where it stands.
     */
    static void claim(Session session, String table, long id) {
        session.list("select pg_advisory_xact_lock(hashtext(?))", row -> true, "ids of " + table);
        String sequence = session.one("select pg_get_serial_sequence(?, 'id') as name", row -> row.text("name"), table);
        session.list(
                "select setval(?::regclass, ?) from %s where last_value < ?".formatted(sequence),
                row -> true,
                sequence,
                id,
                id);
    }

    static Refusal taken(String noun) {
        return new Refusal(ErrorCode.ALREADY_EXISTS, "id", "This id belongs to another " + noun + " already.");
    }
}
