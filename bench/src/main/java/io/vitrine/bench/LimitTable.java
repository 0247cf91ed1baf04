package io.vitrine.bench;

import java.nio.file.Path;
import java.sql.SQLException;

/** The copy of the customers' table that pgbench works on: same rows, same indexes, same fill factor, no triggers. */
record LimitTable(DirectoryDatabase database, Path work, int customers) {
    /** Makes the copy afresh. */
    static LimitTable copied(Stage stage, DirectoryDatabase database, int customers) throws SQLException {
        database.execute(
                "drop table if exists limit_customer",
                "create table limit_customer (like customer including all) with (fillfactor = 80)",
                "insert into limit_customer select * from customer",
                "vacuum analyze limit_customer",
                "checkpoint");
        return new LimitTable(database, stage.work(), customers);
    }

    /** One update of one row, of the size that the server's update writes. */
    Pgbench updates() {
        return new Pgbench(work, database, """
                \\set n random(1, %d)
                \\set value random(1, 1000000)
                update limit_customer set properties = ('{"region":"EMEA","plan":"gold","seats":' || (:value %% 1000)::text \
                || ',"filterValue":"value-' || :value::text || '"}')::json, version = version + 1, updated_at = now() \
                where visibility_group_id = %d and provided_id = '%s' || :n::text returning *;
                """.formatted(customers, group(), Population.PREFIX));
    }

    /** One row by its key. */
    Pgbench reads() {
        return new Pgbench(work, database, """
                \\set n random(1, %d)
                select * from limit_customer where visibility_group_id = %d and provided_id = '%s' || :n::text;
                """.formatted(customers, group(), Population.PREFIX));
    }

    private long group() {
        try {
            return database.number("select min(visibility_group_id) from limit_customer");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
