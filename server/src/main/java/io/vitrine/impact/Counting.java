package io.vitrine.impact;

import io.vitrine.database.Session;
import java.util.List;

/** Counts rows up to a bound, so that a million of them cost no more than the bound, and names the first few. */
final class Counting {
    private static final int BOUND = 10_000;
    private static final int NAMED = 5;

    /**
     * Counts.
     *
     * @param name the column that names a row
     * @param from what stands behind {@code from}
     */
    Affected count(Session session, String kind, boolean blocks, String name, String from, Object... parameters) {
        long count = session.one(
                "select count(*) as n from (select from " + from + " limit " + (BOUND + 1) + ") counted",
                row -> row.number("n"),
                parameters);
        List<String> names = count == 0
                ? List.of()
                : session.list(
                        "select " + name + " as name from " + from + " limit " + NAMED,
                        row -> row.text("name"),
                        parameters);
        return new Affected(kind, Math.min(count, BOUND), count <= BOUND, names, blocks);
    }
}
