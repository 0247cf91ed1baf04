package io.vitrine.source.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DuckDbSourceTest {
    private static final Path OUTSIDE = outside();

    private static Path outside() {
        try {
            Path directory = Files.createTempDirectory("vitrine-outside-");
            directory.toFile().deleteOnExit();
            Files.writeString(directory.resolve("secret.csv"), "a\n1\n")
                    .toFile()
                    .deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Database at(Path path) {
        return new Database(
                SourceKind.DUCKDB,
                Map.of("path", path.toString()),
                Databases.duckdb().dialect());
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory(Databases.FILES, "folder-");
            Files.writeString(folder.resolve("orders.csv"), "id,product,amount\n1,Ink,12.5\n2,Pen,3\n");
            Files.writeString(folder.resolve("events.ndjson"), "{\"n\": 1}\n{\"n\": 2}\n{\"n\": 3}\n");
            makeFile("copy (select range as id from range(10)) to '" + folder.resolve("big.parquet") + "'");
            return folder;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void makeFile(String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theFilesOfAFolderAreTables() {
        Database folder = at(folder());

        assertThat(folder.query("select sum(amount) from orders").single()).isEqualTo(15.5);
        assertThat(folder.query("select count(*) from events").single()).isEqualTo(3L);
        assertThat(folder.query("select max(id) from big").single()).isEqualTo(9L);
        assertThat(new SourceProbe(Databases.DRIVERS)
                        .probe(folder.source().settings())
                        .tables())
                .extracting(ProbeResult.Table::name)
                .containsExactly("big", "events", "orders");
    }

    @Test
    void aFileThatChangedOrCameNewIsSeen() throws IOException {
        Path path = folder();
        Database folder = at(path);
        assertThat(folder.query("select count(*) from orders").single()).isEqualTo(2L);

        Files.writeString(path.resolve("orders.csv"), "id,product,amount,extra\n1,Ink,12.5,x\n");
        Files.writeString(path.resolve("fresh.csv"), "a\n1\n");

        assertThat(folder.query("select extra from orders").single()).isEqualTo("x");
        assertThat(folder.query("select a from fresh").single()).isEqualTo(1L);
    }

    /** A database with one table {@code t} of one row. */
    private static void makeTable(Path file, String columns) {
        makeFile("attach '" + file + "' as d", "create table d.t as select " + columns);
    }

    @Test
    void aDatabaseFileThatWasReplacedIsSeen() throws IOException {
        Path file = Databases.FILES.resolve("replaced.duckdb");
        Path next = Databases.FILES.resolve("next.duckdb");
        makeTable(file, "1 as v");
        makeTable(next, "2 as v, 'longer' as w");
        assertThat(at(file).query("select v from t").single()).isEqualTo(1L);

        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(at(file).query("select v from t").single()).isEqualTo(2L);
    }

    @Test
    void aDatabaseFileThatWasReplacedWhileAStatementRanIsSeen() throws IOException {
        Path file = Databases.FILES.resolve("replaced-meanwhile.duckdb");
        Path next = Databases.FILES.resolve("next-meanwhile.duckdb");
        makeTable(file, "1 as v");
        makeTable(next, "2 as v, 'longer' as w");
        Database source = at(file);
        List<@Nullable Object> seen = new ArrayList<>();

        source.run(
                new BoundStatement("select v from t", List.of()), RunLimits.panel(), new Cancellation(), new RowSink() {
                    @Override
                    public void start(List<Column> columns) {}

                    @Override
                    public void row(@Nullable Object[] values) throws IOException {
                        seen.add(values[0]);
                        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
                        seen.add(source.query("select v from t").single());
                    }

                    @Override
                    public void end(QueryEnd end) {}
                });
        seen.add(source.query("select v from t").single());

        assertThat(seen).containsExactly(1L, 2L, 2L);
    }

    @Test
    void aStatementReachesNothingButItsSource() throws IOException {
        Path path = folder();
        String secret = OUTSIDE.resolve("secret.csv").toString();
        for (String sql : List.of(
                "select * from read_csv('" + secret + "')",
                "select * from '" + secret + "'",
                "select * from read_text('/etc/hostname')",
                "select * from glob('/etc/*')",
                "select * from read_csv('" + path + "/../" + OUTSIDE.getFileName() + "/secret.csv')",
                "select * from read_csv('http://169.254.169.254/latest')",
                "copy (select 1) to '" + path + "/written.csv'",
                "copy orders to '" + OUTSIDE + "/written.csv'",
                "attach '" + path + "/attached.db'",
                "install httpfs",
                "load httpfs",
                "set memory_limit = '100GB'",
                "set enable_external_access = true",
                "reset lock_configuration",
                "pragma enable_profiling",
                "create table memory.main.x as select 1",
                "create temp table x as select 1",
                "create or replace view orders as select 1",
                "drop view orders",
                "call force_checkpoint()",
                "export database '" + path + "/dump'",
                "import database '" + path + "'",
                "select 1; select 2",
                "select 1; drop view orders; select 2",
                "prepare p as select 1",
                "set variable v = 1",
                "use memory",
                "detach source",
                "create secret (type s3, key_id 'x', secret 'y')")) {
            Refusal refusal = Refusals.of(() -> at(path).query(sql));
            assertThat(refusal.code()).as(sql).isEqualTo(ErrorCode.QUERY_FAILED);
        }
        assertThat(at(path).query("select count(*) from orders").single()).isEqualTo(2L);
        try (var files = Files.list(path)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void everyFormOfAQueryIsOne() {
        for (String sql : List.of(
                "from orders",
                "with x as (select 1 as a) select a from x",
                "values (1), (2)",
                "describe orders",
                "summarize orders",
                "select * from orders; -- done",
                "pivot orders on product in ('Ink', 'Pen') using sum(amount)",
                "select 1 union all select 2 order by 1",
                "show tables")) {
            assertThat(Databases.duckdb().query(sql).all()).as(sql).isNotEmpty();
        }
    }

    @Test
    void onlyFilesBelowTheAllowedFoldersCanBeSources() throws IOException {
        Path link = Files.createSymbolicLink(Databases.FILES.resolve("link.csv"), OUTSIDE.resolve("secret.csv"));
        for (String path : List.of(
                OUTSIDE.toString(),
                "/etc/passwd",
                "/does/not/exist",
                Databases.FILES + "/../" + OUTSIDE.getFileName(),
                link.toString(),
                "shop.duckdb",
                ":memory:",
                "md:shop",
                "s3://bucket/x.duckdb")) {
            Refusal refusal = Refusals.of(() -> at(Path.of("/")).source(Map.of("path", path)));
            assertThat(refusal.field()).as(path).contains("connection.path");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsNamedAsWrong() throws IOException {
        Path file = Files.writeString(Databases.FILES.resolve("no.duckdb"), "this is not a database at all");

        Refusal refusal = Refusals.of(
                () -> new SourceProbe(Databases.DRIVERS).probe(at(file).source().settings()));

        assertThat(refusal.field()).contains("connection.path");
        assertThat(refusal.text()).contains("not a database");
    }

    @Test
    void typesBeyondThePortableOnesKeepWhatTheySay() {
        Rows rows = Databases.duckdb().query("""
                select 170141183460469231731687303715884105727::hugeint, 5::hugeint, 18446744073709551615::ubigint,
                       [1, null, 3], {'x': 1, 'y': 'a"b'}, map {'k': 2.50::decimal(10, 2)}, '{"b": 1}'::json,
                       timestamptz '2024-01-01 10:00:00+02', timestamp_ns '2024-01-01 10:00:00.123456789',
                       interval '1 day', uuid '0b6ce075-694a-46c9-84b9-5b0fca75aafe', '\\xAA'::blob, 'a'::enum('a', 'b'),
                       'nan'::double, [{'at': timestamp '2024-01-01 00:00:00'}], 12345678901234567890123::bignum,
                       null::hugeint, 0.1::float, 1.5::decimal(38, 10), 3::utinyint
                """);

        assertThat(rows.first())
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(Arrays.asList(
                        new BigInteger("170141183460469231731687303715884105727"),
                        5L,
                        new BigInteger("18446744073709551615"),
                        "[1,null,3]",
                        "{\"x\":1,\"y\":\"a\\\"b\"}",
                        "{\"k\":2.50}",
                        "{\"b\": 1}",
                        Instant.parse("2024-01-01T08:00:00Z"),
                        LocalDateTime.of(2024, 1, 1, 10, 0, 0, 123_456_789),
                        "1 day",
                        "0b6ce075-694a-46c9-84b9-5b0fca75aafe",
                        new byte[] {(byte) 0xAA},
                        "a",
                        Double.NaN,
                        "[{\"at\":\"2024-01-01T00:00\"}]",
                        new BigInteger("12345678901234567890123"),
                        null,
                        0.1,
                        new BigDecimal("1.5000000000"),
                        3L));
    }

    @Test
    void aListIsOneValue() {
        assertThat(Databases.duckdb()
                        .query(
                                "select list_contains(?, 'Pen'), 2 = any(?), 2 = any(?)",
                                new BoundValue.Listed(List.of(new BoundValue.Text("Ink"), new BoundValue.Text("Pen"))),
                                new BoundValue.Listed(List.of(new BoundValue.Whole(1), new BoundValue.Whole(2))),
                                new BoundValue.Listed(List.of()))
                        .first())
                .isEqualTo(List.of(true, true, false));
    }

    @Test
    void twoSourcesMayReadOneFileWithSettingsOfTheirOwn() {
        Map<String, String> settings = Databases.duckdb().settings();
        Database small = new Database(
                SourceKind.DUCKDB,
                Map.of("path", settings.get("path") + "", "memory_limit", "64MB", "threads", "1"),
                Databases.duckdb().dialect());

        assertThat(small.query("select current_setting('threads')").single()).isEqualTo(1L);
        assertThat(Databases.duckdb().query("select current_setting('threads')").single())
                .isEqualTo(2L);
    }

    /** A native call holds a virtual thread's carrier, of which there is one a processor. */
    @Test
    @Timeout(60)
    void slowStatementsKeepNobodyElseFromRunning() throws InterruptedException {
        Database source = at(folder());
        List<Cancellation> cancellations = new ArrayList<>();
        List<Thread> slow = new ArrayList<>();
        for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
            Cancellation cancellation = new Cancellation();
            cancellations.add(cancellation);
            slow.add(Thread.ofVirtual()
                    .start(() -> Refusals.of(() -> source.run(
                            new BoundStatement(source.dialect().endless(), List.of()),
                            RunLimits.export(),
                            cancellation,
                            new Rows()))));
        }
        while (Database.pools().open(source.source().id()) < slow.size()) {
            Thread.sleep(10);
        }
        // Long enough for all of them to be in the database's own code.
        Thread.sleep(300);
        for (Cancellation cancellation : cancellations) {
            Thread.ofVirtual().start(cancellation::cancel).join();
        }
        for (Thread thread : slow) {
            thread.join();
        }
        assertThat(source.query("select count(*) from orders").single()).isEqualTo(2L);
    }
}
