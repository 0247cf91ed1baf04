package io.vitrine.source.connect;

import io.vitrine.database.DatabaseAddress;
import io.vitrine.testing.TestMariaDb;
import io.vitrine.testing.TestPostgres;
import io.vitrine.testing.TestTrino;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real databases that the shared suite runs on, each with the same table {@code orders}. */
final class Databases {
    static final Path FILES = temporary();

    static final SourceDrivers DRIVERS =
            SourceDrivers.of(NetworkGuard.selfHosted(), FILES.resolve("drivers"), List.of(FILES));

    private static final String ROWS = """
            (1, 'acme', 'Ink', 12.50, date '2024-01-31', timestamp '2024-01-31 10:00:00', true),
            (2, 'acme', 'Paper', 3.00, date '2024-02-29', timestamp '2024-02-29 23:59:59', false),
            (3, 'globex', 'Pen', 100.10, date '2024-03-01', timestamp '2024-03-01 00:00:00', true)""";

    private Databases() {}

    /** All that can be had on this machine. */
    static List<Database> all() {
        List<Database> all = new ArrayList<>(List.of(postgres(), duckdb()));
        mariadb().ifPresent(all::add);
        trino().ifPresent(all::add);
        return all;
    }

    static Database postgres() {
        return Postgres.DATABASE;
    }

    static Database duckdb() {
        return DuckDb.DATABASE;
    }

    static Optional<Database> mariadb() {
        return MariaDb.DATABASE;
    }

    static Optional<Database> trino() {
        return Trino.DATABASE;
    }

    private static final class Postgres {
        static final Database DATABASE = makePostgres();
    }

    private static final class DuckDb {
        static final Database DATABASE = makeDuckDb();
    }

    private static final class MariaDb {
        static final Optional<Database> DATABASE = TestMariaDb.shared().map(Databases::makeMariaDb);
    }

    private static final class Trino {
        static final Optional<Database> DATABASE = TestTrino.shared().map(Databases::makeTrino);
    }

    private static String table(String bigint, String text) {
        return "create table orders (id " + bigint + ", customer_id " + text + ", product " + text
                + ", amount decimal(10, 2), ordered_on date, ordered_at timestamp(0), paid boolean)";
    }

    private static Database makePostgres() {
        DatabaseAddress address = TestPostgres.shared().emptyDatabase();
        executePostgres(address, table("bigint", "text"), "insert into orders values " + ROWS);
        return new Database(
                SourceKind.POSTGRESQL,
                postgresSettings(address),
                new Dialect(
                        "select i as id, 'row ' || i as name, i * 0.01 as amount from generate_series(1, %d) i",
                        "select count(*) from generate_series(1, 100000000000)",
                        "select cast(? as text), cast(? as bigint), cast(? as numeric(12, 4)), cast(? as boolean), cast(? as date),"
                                + " cast(? as timestamptz), cast(? as text)",
                        """
                select cast('ä' as text), cast(9007199254740993 as bigint), cast(12.50 as numeric(10, 2)),
                       cast(0.1 as float8), cast(0.1 as float4), true, date '2024-02-29',
                       timestamp '2024-02-29 10:00:00.123456', time '10:20:30', null::text""",
                        "select 1 as ok,\n  nothing_here from orders"));
    }

    static Map<String, String> postgresSettings(DatabaseAddress address) {
        URI uri = URI.create(address.jdbcUrl().substring("jdbc:".length()));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("host", uri.getHost());
        settings.put("port", Integer.toString(uri.getPort()));
        settings.put("database", uri.getPath().substring(1));
        settings.put("user", address.user().orElseThrow());
        settings.put("password", address.password().orElseThrow());
        return settings;
    }

    static void executePostgres(DatabaseAddress address, String... statements) {
        try (Connection connection = TestPostgres.connect(address)) {
            execute(connection, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private static Database makeMariaDb(TestMariaDb server) {
        server.execute(
                "create database shop character set utf8mb4",
                "use shop",
                table("bigint", "varchar(100)").replace("timestamp(0)", "datetime"),
                "insert into orders values " + ROWS);
        Map<String, String> settings = Map.of(
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(server.port()),
                "database",
                "shop",
                "user",
                TestMariaDb.USER,
                "password",
                TestMariaDb.PASSWORD,
                "ssl_mode",
                "disable");
        return new Database(
                SourceKind.MARIADB,
                settings,
                new Dialect(
                        "select seq as id, concat('row ', seq) as name, seq * 0.01 as amount from seq_1_to_%d",
                        "select count(*) from seq_1_to_1000000 a cross join seq_1_to_1000000 b where a.seq * b.seq = 3",
                        "select cast(? as char), cast(? as integer), cast(? as decimal(12, 4)), ? = true, cast(? as date),"
                                + " cast(? as datetime(6)), cast(? as char)",
                        """
                select 'ä', cast(9007199254740993 as integer), cast(12.50 as decimal(10, 2)), cast(0.1 as double),
                       cast(0.1 as float), paid, date '2024-02-29', cast('2024-02-29 10:00:00.123456' as datetime(6)),
                       time '10:20:30', cast(null as char) from orders where id = 1""",
                        "select 1 as ok,\n  nothing_here from orders"));
    }

    private static Database makeDuckDb() {
        Path file = FILES.resolve("shop.duckdb");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            execute(
                    connection,
                    table("bigint", "text").replace("timestamp(0)", "timestamp"),
                    "insert into orders values " + ROWS);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Database(
                SourceKind.DUCKDB,
                Map.of("path", file.toString()),
                new Dialect(
                        "select i as id, 'row ' || i as name, i * 0.01 as amount from range(1, %d + 1) t(i)",
                        "select count(*) from range(1000000000) a, range(1000000000) b where a.range * b.range = 3",
                        "select cast(? as text), cast(? as bigint), cast(? as decimal(12, 4)), cast(? as boolean), cast(? as date),"
                                + " cast(? as timestamp), cast(? as text)",
                        """
                select 'ä', 9007199254740993::bigint, 12.50::decimal(10, 2), 0.1::double, 0.1::float, true,
                       date '2024-02-29', timestamp '2024-02-29 10:00:00.123456', time '10:20:30', null::text""",
                        "select 1 as ok,\n  nothing_here from orders"));
    }

    private static Database makeTrino(TestTrino server) {
        server.execute(table("bigint", "varchar"), "insert into orders values " + ROWS);
        Map<String, String> settings = Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(server.port()),
                "catalog", "memory",
                "schema", "default",
                "user", "test");
        return new Database(
                SourceKind.TRINO,
                settings,
                new Dialect(
                        "select row_number() over () as id, 'row' as name, l.extendedprice as amount"
                                + " from tpch.sf1.lineitem l limit %d",
                        "select count(*) from tpch.sf1000.lineitem a cross join tpch.sf1000.lineitem b where a.quantity * b.tax = 3",
                        "select cast(? as varchar), cast(? as bigint), cast(? as decimal(12, 4)), cast(? as boolean), cast(? as date),"
                                + " cast(? as timestamp(6)), cast(? as varchar)",
                        """
                select 'ä', bigint '9007199254740993', decimal '12.50', double '0.1', real '0.1', true,
                       date '2024-02-29', timestamp '2024-02-29 10:00:00.123456', time '10:20:30',
                       cast(null as varchar)""",
                        "select 1 as ok,\n  nothing_here from orders"));
    }

    private static Path temporary() {
        try {
            Path directory = Files.createTempDirectory("vitrine-sources-");
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> delete(directory)));
            return directory.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (var all = Files.walk(directory)) {
            all.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
