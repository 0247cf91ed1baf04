package io.vitrine.testing;

import io.vitrine.database.DatabaseAddress;
import io.vitrine.database.embedded.EmbeddedPostgres;
import io.vitrine.database.embedded.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The PostgreSQL that tests run against: one server a JVM, started at first use, forgetful and quick.
 *
 * <p>A test class asks for a database of its own. Making one from a prepared template costs some 20 ms, so the template,
 * which is prepared once a JVM, may be as rich as a fully migrated directory. Safe for use by many threads.
 */
public final class TestPostgres {
    private static final String MAINTENANCE_DATABASE = "postgres";

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();
    private final Map<String, String> templates = new ConcurrentHashMap<>();

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The JVM's server. */
    public static TestPostgres shared() {
        return Holder.SHARED;
    }

    /** The address of a new, empty database. */
    public DatabaseAddress emptyDatabase() {
        return create("template0");
    }

    /**
     * The address of a new database with what {@code prepare} makes of an empty one.
     *
     * @param template a name for what {@code prepare} does; the first caller's work serves all later ones of that name
     * @param prepare must have closed its connections when it returns
     */
    public DatabaseAddress databaseFrom(String template, Consumer<DatabaseAddress> prepare) {
        String prepared = templates.computeIfAbsent(template, name -> {
            String database = nextName();
            execute("create database " + database + " template template0");
            prepare.accept(server.address(database));
            return database;
        });
        return create(prepared);
    }

    private DatabaseAddress create(String template) {
        String database = nextName();
        execute("create database " + database + " template " + template);
        return server.address(database);
    }

    private String nextName() {
        return "test_" + databases.incrementAndGet();
    }

    private void execute(String sql) {
        try (Connection connection = connect(server.address(MAINTENANCE_DATABASE));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** A bare JDBC connection, for tests that look past the code under test. */
    public static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(
                address.jdbcUrl(),
                address.user().orElseThrow(),
                address.password().orElseThrow());
    }

    /** Where tests keep PostgreSQL's programs, so that only the first run on a machine unpacks them. */
    public static Path programs() {
        return Path.of(System.getProperty("java.io.tmpdir"), "vitrine-postgres-" + System.getProperty("user.name"));
    }

    private static final class Holder {
        static final TestPostgres SHARED = start();

        private static TestPostgres start() {
            try {
                Path directory = Files.createTempDirectory(
                        "vitrine-test-",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
                EmbeddedPostgres server = EmbeddedPostgres.start(directory, programs(), ServerSettings.disposable());
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                    server.close();
                    delete(directory);
                }));
                return new TestPostgres(server);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path directory) {
            try (Stream<Path> all = Files.walk(directory)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
