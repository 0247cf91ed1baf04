package io.vitrine.database;

import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the directory's tables to the version that this build was written for. */
public final class Migrations {
    /** The version of the newest file in {@code db/migration}. */
    static final String NEWEST = "14";

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /**
     * Applies what is missing. Safe when several servers start at once: one migrates, the others wait.
     *
     * <p>A database that is up to date already is recognised by one query, because loading the migration tool would
     * cost a quarter of the start.
     */
    public static void apply(Database database) {
        if (isUpToDate(database)) {
            return;
        }
        Flyway flyway = Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .load();
        var result = flyway.migrate();
        LOG.info("database migrated to version {} by {} migrations", NEWEST, result.migrationsExecuted);
    }

    private static boolean isUpToDate(Database database) {
        return database.withSession(session -> {
            boolean migratedBefore = session.one(
                    "select to_regclass('flyway_schema_history') is not null as present", row -> row.bool("present"));
            return migratedBefore && session.one("""
                            select coalesce(bool_and(success) and count(*) filter (where version = ?) = 1, false) as done
                            from flyway_schema_history""", row -> row.bool("done"), NEWEST);
        });
    }
}
