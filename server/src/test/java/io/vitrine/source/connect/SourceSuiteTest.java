package io.vitrine.source.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.AbstractComparableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind of data source, on a real one of each. */
@ParameterizedClass(name = "{0}")
@MethodSource("databases")
class SourceSuiteTest {
    private static final RunLimits QUICK = new RunLimits(Duration.ofSeconds(1), 100, 1 << 20);

    @Parameter
    Database database = Databases.postgres();

    static List<Database> databases() {
        return Databases.all();
    }

    @Test
    void everyPortableTypeComesAsItsJavaType() {
        Rows rows = database.query(database.dialect().types());

        assertThat(rows.types())
                .containsExactly(
                        "string",
                        "integer",
                        "decimal",
                        "number",
                        "number",
                        "boolean",
                        "date",
                        "timestamp",
                        "time",
                        "string");
        assertThat(rows.first())
                .isEqualTo(java.util.Arrays.asList(
                        "ä",
                        9_007_199_254_740_993L,
                        new BigDecimal("12.50"),
                        0.1,
                        0.1,
                        true,
                        LocalDate.of(2024, 2, 29),
                        LocalDateTime.of(2024, 2, 29, 10, 0, 0, 123_456_000),
                        LocalTime.of(10, 20, 30),
                        null));
    }

    @Test
    void everyBoundValueComesBackAsItself() {
        Instant moment = Instant.parse("2024-04-24T10:30:00.250Z");

        Rows rows = database.query(
                database.dialect().echo(),
                new BoundValue.Text("it's \"ä\" \\ ? -- /* 😀"),
                new BoundValue.Whole(-9_007_199_254_740_993L),
                new BoundValue.Decimal(new BigDecimal("12345.6789")),
                new BoundValue.Bool(true),
                new BoundValue.Day(LocalDate.of(2024, 2, 29)),
                new BoundValue.Moment(moment),
                new BoundValue.Null());

        List<@Nullable Object> row = rows.first();
        assertThat(row.subList(0, 3))
                .containsExactly("it's \"ä\" \\ ? -- /* 😀", -9_007_199_254_740_993L, new BigDecimal("12345.6789"));
        assertThat(row.get(3)).isIn(true, 1L);
        assertThat(row.get(4)).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(row.get(5)).isIn(moment, LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
        assertThat(row.get(6)).isNull();
    }

    @Test
    void hostileTextsAreDataAndTheTableStays() {
        for (String hostile : HostileTexts.ALL) {
            Rows rows =
                    database.query("select count(*) from orders where customer_id = ?", new BoundValue.Text(hostile));
            assertThat(rows.single()).as(hostile).isEqualTo(0L);
        }
        assertThat(database.query("select count(*) from orders").single()).isEqualTo(3L);
    }

    @Test
    void rowsPastTheLimitAreLeftOutAndTheResultSaysSo() {
        String sql = database.dialect().rows().formatted(1_000);

        Rows cut = database.run(new BoundStatement(sql, List.of()), new RunLimits(Duration.ofSeconds(30), 10, 1 << 20));
        Rows whole =
                database.run(new BoundStatement(sql, List.of()), new RunLimits(Duration.ofSeconds(30), 1_000, 1 << 20));

        assertThat(cut.all()).hasSize(10);
        assertThat(cut.end().truncated()).isTrue();
        assertThat(whole.all()).hasSize(1_000);
        assertThat(whole.end().truncated()).isFalse();
    }

    @Test
    void bytesPastTheLimitAreLeftOutAndTheResultSaysSo() {
        String sql = database.dialect().rows().formatted(20_000);

        Rows rows =
                database.run(new BoundStatement(sql, List.of()), new RunLimits(Duration.ofSeconds(30), 1 << 20, 1_000));

        assertThat(rows.all()).hasSizeBetween(2, 60);
        assertThat(rows.end().truncated()).isTrue();
        assertThat(database.query("select count(*) from orders").single()).isEqualTo(3L);
    }

    @Test
    void aStatementIsStoppedWhenItsTimeIsOverAndTheSourceServesOn() {
        long started = System.nanoTime();

        assertThatRefusal(
                        () -> database.run(new BoundStatement(database.dialect().endless(), List.of()), QUICK))
                .isEqualTo(ErrorCode.QUERY_TIMEOUT);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        assertThat(database.query("select count(*) from orders").single()).isEqualTo(3L);
    }

    @Test
    void aCancelledStatementEndsSoonAndTheSourceServesOn() throws InterruptedException {
        Cancellation cancellation = new Cancellation();
        AtomicReference<@Nullable Throwable> outcome = new AtomicReference<>();
        Thread run = Thread.ofVirtual().start(() -> {
            try {
                database.run(
                        new BoundStatement(database.dialect().endless(), List.of()),
                        RunLimits.panel(),
                        cancellation,
                        new Rows());
            } catch (RuntimeException e) {
                outcome.set(e);
            }
        });
        Thread.sleep(500);

        cancellation.cancel();

        assertThat(run.join(Duration.ofSeconds(5))).isTrue();
        assertThat(outcome.get())
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CLIENT_GONE));
        assertThat(database.query("select count(*) from orders").single()).isEqualTo(3L);
    }

    @Test
    void aRunThatIsCancelledBeforeItStartsDoesNotRun() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();

        assertThatRefusal(() -> database.run(
                        new BoundStatement(database.dialect().endless(), List.of()),
                        RunLimits.panel(),
                        cancellation,
                        new Rows()))
                .isEqualTo(ErrorCode.CLIENT_GONE);
    }

    @Test
    void nothingCanBeWritten() {
        for (String sql : List.of(
                "insert into orders values (9, 'x', 'x', 1, date '2024-01-01', null, true)",
                "delete from orders",
                "drop table orders",
                "create table stolen as select * from orders")) {
            assertThatRefusal(() -> database.query(sql)).as(sql).isEqualTo(ErrorCode.QUERY_FAILED);
        }
        assertThat(database.query("select count(*), sum(amount) from orders").first())
                .isEqualTo(List.of(3L, new BigDecimal("115.60")));
    }

    @Test
    void oneStatementIsRunAndNotTwo() {
        assertThatRefusal(() -> database.query("select 1; delete from orders")).isEqualTo(ErrorCode.QUERY_FAILED);
        assertThatRefusal(() -> database.query("rollback; delete from orders")).isEqualTo(ErrorCode.QUERY_FAILED);
        assertThat(database.query("select count(*) from orders").single()).isEqualTo(3L);
    }

    @Test
    void aFaultyStatementIsAnsweredInTheDatabasesOwnWords() {
        assertThatThrownBy(() -> database.query(database.dialect().faulty()))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.QUERY_FAILED);
                    assertThat(refusal.text()).contains("nothing_here").doesNotContain("\n");
                    if (database.kind() != SourceKind.MARIADB) {
                        assertThat(refusal.text()).endsWith("(line 2, column 3)");
                        assertThat(refusal.getCause())
                                .isInstanceOfSatisfying(
                                        StatementFault.class,
                                        fault -> assertThat(fault.position())
                                                .hasValue(database.dialect()
                                                        .faulty()
                                                        .indexOf("nothing_here")));
                    }
                });
    }

    @Test
    void aSinkThatFailsStopsTheStatement() {
        RowSink broken = new RowSink() {
            @Override
            public void start(List<Column> columns) {}

            @Override
            public void row(@Nullable Object[] values) throws IOException {
                throw new IOException("the viewer has gone");
            }

            @Override
            public void end(QueryEnd end) {}
        };
        String sql = database.dialect().rows().formatted(100_000);

        assertThatThrownBy(() -> database.run(
                        new BoundStatement(sql, List.of()), RunLimits.export(), new Cancellation(), broken))
                .hasRootCauseMessage("the viewer has gone");

        assertThat(database.query("select count(*) from orders").single()).isEqualTo(3L);
    }

    @Test
    void aProbeSaysTheVersionAndListsTheTables() {
        ProbeResult result =
                new SourceProbe(Databases.DRIVERS).probe(database.source().settings());

        assertThat(result.version()).containsPattern("\\w+ \\w+");
        assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(5));
        assertThat(result.tables())
                .filteredOn(table -> table.name().equals("orders"))
                .singleElement()
                .satisfies(table -> {
                    assertThat(table.columns())
                            .extracting(ProbeResult.TableColumn::name)
                            .containsExactly(
                                    "id", "customer_id", "product", "amount", "ordered_on", "ordered_at", "paid");
                    assertThat(table.columns().get(3).databaseType()).containsIgnoringCase("(10,2)");
                });
    }

    @Test
    void aLongResultStreamsInMemoryThatDoesNotGrow() {
        int rows = database.kind() == SourceKind.TRINO ? 300_000 : 1_500_000;
        HeapWatch watch = new HeapWatch(rows / 3);
        String sql = database.dialect().rows().formatted(rows);

        database.run(new BoundStatement(sql, List.of()), RunLimits.export(), new Cancellation(), watch);

        assertThat(watch.rows()).isEqualTo(rows);
        assertThat(watch.growth()).as("bytes of heap").isLessThan(24L << 20);
    }

    private static AbstractComparableAssert<?, ErrorCode> assertThatRefusal(ThrowingCallable call) {
        Refusal refusal = Refusals.of(call);
        return assertThat(refusal.code()).as(refusal.text());
    }
}
