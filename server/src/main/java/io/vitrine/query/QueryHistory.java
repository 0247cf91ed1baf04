package io.vitrine.query;

import io.vitrine.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What members ran in the SQL editor lately, each for himself. */
public final class QueryHistory {
    /** How many runs of a member are kept. */
    public static final int KEPT = 200;

    private final Database database;

    public QueryHistory(Database database) {
        this.database = database;
    }

    /**
     * A run.
     *
     * @param milliseconds from the call to its answer
     * @param rows that were shown; absent where it failed
     * @param error why it failed
     */
    public record Run(
            Instant at,
            String schema,
            String customer,
            String sql,
            long milliseconds,
            Optional<Long> rows,
            Optional<String> error) {}

    /** Adds a run and forgets the oldest beyond {@link #KEPT}. */
    public void add(long memberId, Run run) {
        database.transact(session -> {
            session.update(
                    """
                    insert into query_run (member_id, schema, customer, sql, milliseconds, rows, error)
                    values (?, ?, ?, ?, ?, ?::bigint, ?::text)""",
                    memberId,
                    run.schema(),
                    run.customer(),
                    run.sql(),
                    run.milliseconds(),
                    run.rows(),
                    run.error());
            session.update("""
                    delete from query_run where id in (
                      select id from query_run where member_id = ? order by at desc, id desc offset ?)""", memberId, KEPT);
        });
    }

    /** The runs of a member, newest first. */
    public List<Run> of(long memberId) {
        return database.withSession(session -> session.list(
                """
                select at, schema, customer, sql, milliseconds, rows, error from query_run
                where member_id = ? order by at desc, id desc limit ?""",
                row -> new Run(
                        row.instant("at"),
                        row.text("schema"),
                        row.text("customer"),
                        row.text("sql"),
                        row.number("milliseconds"),
                        row.optionalNumber("rows").isPresent() ? Optional.of(row.number("rows")) : Optional.empty(),
                        row.optionalText("error")),
                memberId,
                KEPT));
    }
}
