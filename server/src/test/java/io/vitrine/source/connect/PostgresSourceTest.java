package io.vitrine.source.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.database.DatabaseAddress;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.testing.TestPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostgresSourceTest {
    private static final DatabaseAddress ADDRESS = TestPostgres.shared().emptyDatabase();
    private static final Database DATABASE = new Database(
            SourceKind.POSTGRESQL,
            Databases.postgresSettings(ADDRESS),
            Databases.postgres().dialect());

    /** One connection only, so that the next statement runs on the one before's. */
    private static SourceConnection oneConnection(String id) {
        return new SourceConnection(
                id, 1, DATABASE.source().settings(), new SourceLimits(1, Duration.ofSeconds(2), Duration.ofMinutes(1)));
    }

    private static @Nullable Object run(SourceConnection source, String sql, Map<String, String> variables) {
        Rows rows = new Rows();
        try {
            Database.RUNNER.run(
                    source,
                    new BoundStatement(sql, List.of()),
                    new RunOptions(RunLimits.panel(), variables),
                    new Cancellation(),
                    rows);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows.single();
    }

    @Test
    void typesBeyondThePortableOnesKeepWhatTheySay() {
        Rows rows = DATABASE.query("""
                select timestamptz '2024-02-29 10:00:00+02', uuid '0b6ce075-694a-46c9-84b9-5b0fca75aafe',
                       '{"b": 1, "a": [1.10]}'::json, '\\xdead'::bytea, interval '1 day 02:00',
                       array[1, null, 3], array['a"b', 'c,d', null, 'NULL'], array[[true], [false]],
                       array['{"x": 1}'::jsonb], 'NaN'::numeric, 'infinity'::date, '-infinity'::timestamptz,
                       'NaN'::float8, 12345678901234567890.123456789, '10:00:00+01'::timetz, 'today'::name,
                       array['2024-01-01'::date], int4range(1, 5), '[0:1]={7,8}'::int[], null::int[]
                """);

        assertThat(rows.first())
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(Arrays.asList(
                        Instant.parse("2024-02-29T08:00:00Z"),
                        "0b6ce075-694a-46c9-84b9-5b0fca75aafe",
                        "{\"b\": 1, \"a\": [1.10]}",
                        new byte[] {(byte) 0xde, (byte) 0xad},
                        "1 day 02:00:00",
                        "[1,null,3]",
                        "[\"a\\\"b\",\"c,d\",null,\"NULL\"]",
                        "[[true],[false]]",
                        "[{\"x\": 1}]",
                        "NaN",
                        "infinity",
                        "-infinity",
                        Double.NaN,
                        new BigDecimal("12345678901234567890.123456789"),
                        "10:00:00+01",
                        "today",
                        "[\"2024-01-01\"]",
                        "[1,5)",
                        "[7,8]",
                        null));
        assertThat(rows.types())
                .containsExactly(
                        "timestamp",
                        "string",
                        "json",
                        "binary",
                        "string",
                        "json",
                        "json",
                        "json",
                        "json",
                        "decimal",
                        "date",
                        "timestamp",
                        "number",
                        "decimal",
                        "time",
                        "string",
                        "json",
                        "string",
                        "json",
                        "json");
    }

    @Test
    void aTextIsComparedAsTheLiteralThatItStandsForWouldBe() {
        Rows rows = DATABASE.query(
                "select ? = uuid '0b6ce075-694a-46c9-84b9-5b0fca75aafe', 42 = ?, date '2024-01-01' = ?",
                new BoundValue.Text("0b6ce075-694a-46c9-84b9-5b0fca75aafe"),
                new BoundValue.Text("42"),
                new BoundValue.Text("2024-01-01"));

        assertThat(rows.first()).isEqualTo(List.of(true, true, true));
    }

    @Test
    void aTextWhoseTypeCannotBeInferredIsText() {
        Rows rows = DATABASE.query(
                "select concat(?, '-', ?), jsonb_build_object('k', ?)",
                new BoundValue.Text("a'b"),
                new BoundValue.Text("c"),
                new BoundValue.Text("v"));

        assertThat(rows.first()).isEqualTo(List.of("a'b-c", "{\"k\": \"v\"}"));
    }

    @Test
    void aListIsOneValueOfTheTypeThatItIsComparedWith() {
        Rows rows = DATABASE.query(
                "select 2 = any(?), 'x' = any(?), 3 = any(?)",
                new BoundValue.Listed(List.of(new BoundValue.Whole(1), new BoundValue.Whole(2))),
                new BoundValue.Listed(List.of(new BoundValue.Text("a\",\"b\\"), new BoundValue.Text("x"))),
                new BoundValue.Listed(List.of()));

        assertThat(rows.first()).isEqualTo(List.of(true, true, false));
    }

    @Test
    void questionMarkOperatorsAreWrittenTwice() {
        assertThat(DATABASE.query("select '{\"a\": 1}'::jsonb ?? ?", new BoundValue.Text("a"))
                        .single())
                .isEqualTo(true);
    }

    @Test
    void thePlaceOfAnErrorIsCountedInTheStatementAsItWasGiven() {
        Refusal refusal = Refusals.of(
                () -> DATABASE.query("select ?, ?, nope", new BoundValue.Text("a"), new BoundValue.Text("b")));

        assertThat(refusal.text()).isEqualTo("column \"nope\" does not exist (line 1, column 14)");
    }

    @Test
    void sessionVariablesHoldForOneStatementAndDriveRowSecurity() {
        Databases.executePostgres(
                ADDRESS,
                "create table secured (customer text, n int)",
                "insert into secured values ('acme', 1), ('acme', 2), ('globex', 3)",
                "alter table secured enable row level security",
                "create policy own on secured using (customer = current_setting('app.customer_id', true))",
                "create role tenant_reader login password 'tenant-reader-word'",
                "grant select on secured to tenant_reader");
        Map<String, String> settings = new HashMap<>(DATABASE.settings());
        settings.put("user", "tenant_reader");
        settings.put("password", "tenant-reader-word");
        SourceConnection source = new SourceConnection(
                "secured",
                1,
                ConnectionSettings.read(Databases.DRIVERS.of(SourceKind.POSTGRESQL), settings),
                new SourceLimits(1, Duration.ofSeconds(2), Duration.ofMinutes(1)));

        assertThat(run(source, "select count(*) from secured", Map.of("app.customer_id", "acme")))
                .isEqualTo(2L);
        assertThat(run(source, "select count(*) from secured", Map.of("app.customer_id", "globex")))
                .isEqualTo(1L);
        assertThat(run(source, "select count(*) from secured", Map.of())).isEqualTo(0L);
    }

    @Test
    void onlyCustomSettingsCanBeSessionVariables() {
        for (String name : List.of("role", "statement_timeout", "app.x', 'y", "App.X", "a..b")) {
            Refusal refusal = Refusals.of(() -> run(DATABASE.source(), "select 1", Map.of(name, "x")));
            assertThat(refusal.field()).as(name).contains("session_variables");
        }
    }

    @Test
    void nothingSurvivesInAConnectionForWhoeverBorrowsItNext() {
        SourceConnection source = oneConnection("survivors");
        Object pid = run(source, "select pg_backend_pid()", Map.of());
        for (String sql : List.of(
                "select set_config('app.left', 'behind', false)",
                "select set_config('search_path', 'pg_catalog', false)",
                "select set_config('role', 'pg_read_all_data', false)",
                "select pg_advisory_lock(42)",
                "select pg_advisory_lock(43) from generate_series(1, 3)")) {
            run(source, sql, Map.of());
        }
        for (String sql : List.of(
                "create temp table left_behind (i int)",
                "prepare left_behind as select 1",
                "set application_name to 'left behind'",
                "listen left_behind",
                "set session characteristics as transaction read write")) {
            Refusals.of(() -> run(source, sql, Map.of()));
        }

        assertThat(run(source, "select pg_backend_pid()", Map.of()))
                .as("the same connection")
                .isEqualTo(pid);
        assertThat(run(source, "select coalesce(current_setting('app.left', true), '')", Map.of()))
                .isEqualTo("");
        assertThat(run(source, "select current_setting('search_path')", Map.of()))
                .isEqualTo("\"$user\", public");
        assertThat(run(source, "select current_user = session_user", Map.of())).isEqualTo(true);
        assertThat(run(source, "select count(*) from pg_locks where locktype = 'advisory'", Map.of()))
                .isEqualTo(0L);
        assertThat(run(source, "select count(*) from pg_class where relname = 'left_behind'", Map.of()))
                .isEqualTo(0L);
        assertThat(run(source, "select count(*) from pg_prepared_statements", Map.of()))
                .isEqualTo(0L);
        assertThat(run(source, "select current_setting('application_name')", Map.of()))
                .isEqualTo("vitrine");
        assertThat(run(source, "select current_setting('transaction_read_only')", Map.of()))
                .isEqualTo("on");
    }

    @Test
    void aTransactionCannotBeMadeReadWrite() {
        assertThat(Refusals.of(() -> DATABASE.query("set transaction read write"))
                        .code())
                .isEqualTo(ErrorCode.QUERY_FAILED);
        assertThat(Refusals.of(() -> DATABASE.query("select set_config('transaction_read_only', 'off', true)"))
                        .text())
                .contains("read-write");
    }

    @Test
    void aServerThatDroppedIdleConnectionsIsNotNoticed() throws InterruptedException {
        SourceConnection source = oneConnection("dropped");
        Object pid = run(source, "select pg_backend_pid()", Map.of());
        Databases.executePostgres(ADDRESS, "select pg_terminate_backend(" + pid + ")");
        Thread.sleep(50);

        assertThat(run(source, "select 1", Map.of())).isEqualTo(1L);
    }

    @Test
    void aServerThatDiesUnderAStatementIsToldAndServesOnOnceItIsBack() throws InterruptedException {
        SourceConnection source = oneConnection("dying");

        Refusal refusal =
                Refusals.of(() -> run(source, "select pg_terminate_backend(pg_backend_pid()), pg_sleep(10)", Map.of()));

        assertThat(refusal.code()).isEqualTo(ErrorCode.DATA_SOURCE_UNAVAILABLE);
        assertThat(firstAnswer(source)).isEqualTo(1L);
    }

    /** Comes again when it is told to, a few times at most. */
    private static @Nullable Object firstAnswer(SourceConnection source) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return run(source, "select 1", Map.of());
            } catch (Refusal refusal) {
                if (attempt == 5) {
                    throw refusal;
                }
                Thread.sleep(refusal.retryAfter().orElse(Duration.ofMillis(100)));
            }
        }
    }

    @Test
    void wideRowsAreFetchedFewerAtATime() {
        HeapWatch watch = new HeapWatch(200);

        DATABASE.run(
                new BoundStatement("select i, repeat(md5(i::text), 10000) from generate_series(1, 1000) i", List.of()),
                RunLimits.export(),
                new Cancellation(),
                watch);

        assertThat(watch.rows()).isEqualTo(1000);
        assertThat(watch.growth()).isLessThan(80L << 20);
    }

    /** The server makes parallel plans of everything here, whose workers answer with process ids of their own. */
    @Test
    void aPanelsStatementMayRunInParallel() {
        DatabaseAddress address = TestPostgres.shared().emptyDatabase();
        String name = Databases.postgresSettings(address).get("database");
        Databases.executePostgres(
                address,
                "create table numbers as select i from generate_series(1, 50000) i",
                "create function process() returns int language plpgsql stable parallel safe as"
                        + " 'begin return pg_backend_pid(); end'",
                "alter database " + name + " set parallel_setup_cost = 0",
                "alter database " + name + " set parallel_tuple_cost = 0",
                "alter database " + name + " set min_parallel_table_scan_size = 0",
                "alter database " + name + " set parallel_leader_participation = off");
        Database parallel =
                new Database(SourceKind.POSTGRESQL, Databases.postgresSettings(address), DATABASE.dialect());

        List<@Nullable Object> processes = parallel.query(
                        "select pg_backend_pid(), (select min(p) from (select process() as p from numbers where i % 2 = 0) x)")
                .first();

        assertThat(processes.get(0)).isNotEqualTo(processes.get(1));
    }

    @Test
    void aPanelOfALargeResultIsCutAndItsSourceServesOn() {
        for (int i = 0; i < 2; i++) {
            Rows rows = DATABASE.query("select i, md5(i::text) as t from generate_series(1, 1000000) i");
            assertThat(rows.all()).hasSize(10_000);
            assertThat(rows.end().truncated()).isTrue();
        }
        assertThat(DATABASE.query("select 1").single()).isEqualTo(1L);
    }

    @Test
    void timesAreInUtcWhateverTheServersZone() {
        Rows rows = DATABASE.query(
                "select timestamptz '2024-01-01 00:00:00', timestamp '2024-01-01 00:00:00' = ?, date '2024-01-01' = ?",
                new BoundValue.Moment(Instant.parse("2024-01-01T00:00:00Z")),
                new BoundValue.Day(LocalDate.of(2024, 1, 1)));

        assertThat(rows.first()).isEqualTo(List.of(Instant.parse("2024-01-01T00:00:00Z"), true, true));
    }
}
