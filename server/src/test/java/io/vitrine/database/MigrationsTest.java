package io.vitrine.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A database counts as up to date by its newest migration; one that is forgotten there would never be applied. */
final class MigrationsTest {
    @Test
    void theNewestMigrationIsTheOneThatADatabaseIsKnownBy() throws IOException {
        assertThat(versions()).endsWith(Migrations.NEWEST).doesNotHaveDuplicates();
    }

    @Test
    void everyMigrationIsAppliedAndASecondTimeNothingIs() {
        try (Database database = Database.open(TestServer.freshDatabase(), 1)) {
            List<String> before = applied(database);
            assertThat(before).hasSize(versions().size());
            Migrations.apply(database);
            assertThat(applied(database)).isEqualTo(before);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> applied(Database database) {
        return database.withSession(session -> session.list(
                "select version || ' ' || installed_on as applied from flyway_schema_history order by installed_rank",
                row -> row.text("applied")));
    }

    /** Of the files, lowest first. */
    private static List<String> versions() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(1, name.indexOf("__")))
                    .sorted(Comparator.comparingInt(Integer::parseInt))
                    .toList();
        }
    }
}
