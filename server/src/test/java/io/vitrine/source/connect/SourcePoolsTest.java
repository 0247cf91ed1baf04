package io.vitrine.source.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.database.DatabaseAddress;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.testing.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourcePoolsTest {
    private static final DatabaseAddress ADDRESS = TestPostgres.shared().emptyDatabase();
    private static final SourceLimits LIMITS = new SourceLimits(2, Duration.ofMillis(300), Duration.ofMillis(400));

    private final SourcePools pools = new SourcePools(Databases.DRIVERS);
    private final QueryRunner runner = new QueryRunner(Databases.DRIVERS, pools);

    @AfterEach
    void closePools() {
        runner.close();
        pools.close();
    }

    private static SourceConnection source(String id, long revision, Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(Databases.postgresSettings(ADDRESS));
        settings.putAll(changes);
        return new SourceConnection(
                id, revision, ConnectionSettings.read(Databases.DRIVERS.of(SourceKind.POSTGRESQL), settings), LIMITS);
    }

    private @Nullable Object run(SourceConnection source, String sql) {
        Rows rows = new Rows();
        try {
            runner.run(
                    source,
                    new BoundStatement(sql, List.of()),
                    new RunOptions(RunLimits.panel()),
                    new Cancellation(),
                    rows);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows.single();
    }

    private static long millisOf(Runnable work) {
        long started = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.sleep(20);
        }
    }

    @Test
    void noConnectionIsOpenBeforeOneIsWantedNorLongAfter() throws InterruptedException {
        SourceConnection source = source("lazy", 1, Map.of());
        pools.of(source);
        assertThat(pools.open("lazy")).isZero();

        run(source, "select 1");
        assertThat(pools.open("lazy")).isEqualTo(1);

        await(() -> pools.open("lazy") == 0);
    }

    @Test
    void whoFindsAllConnectionsBusyIsToldToComeAgain() throws InterruptedException {
        SourceConnection source = source("busy", 1, Map.of());
        List<Thread> sleepers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            sleepers.add(Thread.ofVirtual().start(() -> run(source, "select pg_sleep(1.5)")));
        }
        await(() -> pools.open("busy") == 2);
        Thread.sleep(100);

        Refusal refusal = Refusals.of(() -> run(source, "select 1"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(refusal.retryAfter()).isPresent();
        for (Thread sleeper : sleepers) {
            sleeper.join();
        }
        assertThat(run(source, "select 1")).isEqualTo(1L);
    }

    @Test
    void aDeadSourceRefusesAtOnceAfterItsFirstFailure() {
        SourceConnection dead = source("dead", 1, Map.of("port", "1"));
        Refusal first = Refusals.of(() -> run(dead, "select 1"));
        assertThat(first.code()).isEqualTo(ErrorCode.DATA_SOURCE_UNAVAILABLE);

        long millis = millisOf(() -> {
            for (int i = 0; i < 100; i++) {
                assertThat(Refusals.of(() -> run(dead, "select 1")).retryAfter())
                        .isPresent();
            }
        });

        assertThat(millis).isLessThan(500);
    }

    @Test
    void credentialsAreRotatedWithoutARestart() throws InterruptedException {
        Databases.executePostgres(ADDRESS, "create role rotated login password 'first-word'");
        SourceConnection before = source("rotated", 1, Map.of("user", "rotated", "password", "first-word"));
        Thread running = Thread.ofVirtual().start(() -> run(before, "select pg_sleep(1)"));
        await(() -> pools.open("rotated") == 1);
        Databases.executePostgres(ADDRESS, "alter role rotated password 'second-word'");

        SourceConnection after = source("rotated", 2, Map.of("user", "rotated", "password", "second-word"));
        assertThat(run(after, "select current_user")).isEqualTo("rotated");
        assertThat(run(before, "select 1"))
                .as("a request that still has the old settings is served by the new pool")
                .isEqualTo(1L);
        running.join();

        Refusal refusal = Refusals.of(
                () -> run(source("rotated", 3, Map.of("user", "rotated", "password", "first-word")), "select 1"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.DATA_SOURCE_UNAVAILABLE);
        assertThat(refusal.text()).doesNotContain("first-word").doesNotContain("rotated");
    }

    @Test
    void aSourceThatIsGoneHasNoConnections() throws InterruptedException {
        SourceConnection source = source("gone", 1, Map.of());
        Object pid = run(source, "select pg_backend_pid()");

        pools.remove("gone");

        SourceConnection other = source("observer", 1, Map.of());
        await(() -> Long.valueOf(0).equals(run(other, "select count(*) from pg_stat_activity where pid = " + pid)));
    }

    @Test
    void deadSourcesSlowNoOther() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> dead = new ArrayList<>();
            for (int i = 0; i < 190; i++) {
                // Half of them refuse, half of them take the connection and say nothing.
                String port = i % 2 == 0 ? "1" : Integer.toString(silent.getLocalPort());
                SourceConnection source = source("dead-" + i, 1, Map.of("port", port));
                for (int k = 0; k < 3; k++) {
                    dead.add(threads.submit(() -> Refusals.of(() -> run(source, "select 1"))));
                }
            }
            List<Long> slowest = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                SourceConnection live = source("live-" + i, 1, Map.of());
                run(live, "select 1");
                slowest.add(millisOf(() -> run(live, "select 1")));
            }
            assertThat(slowest.stream().sorted().toList().get(5)).as("median").isLessThan(250);
            for (Future<?> refused : dead) {
                refused.get();
            }
        }
    }
}
