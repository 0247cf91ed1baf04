package io.vitrine.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vitrine.testing.TestPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
    private Path parent = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void createHome() throws IOException {
        parent = Files.createTempDirectory("vitrine-embedded-");
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
        home = parent.resolve("home");
    }

    @AfterEach
    void deleteHome() throws IOException {
        PostgresBinaries.delete(parent);
    }

    @Test
    void rowsAreThereAfterARestartWhichTakesUnderHalfASecond() throws SQLException {
        int port;
        try (EmbeddedPostgres server = start()) {
            execute(server, "create table kept (value int)", "insert into kept values (1), (2), (3)");
            port = portOf(server);
        }
        long begun = System.nanoTime();
        try (EmbeddedPostgres server = start()) {
            Duration warm = Duration.ofNanos(System.nanoTime() - begun);
            assertThat(query(server, "select count(*) from kept")).isEqualTo("3");
            assertThat(portOf(server)).isEqualTo(port);
            // Half a second is the goal on a quiet machine; the test leaves room for a busy one.
            assertThat(warm).isLessThan(Duration.ofMillis(1500));
            System.out.println("warm start of the embedded PostgreSQL: " + warm.toMillis() + " ms");
        }
    }

    @Test
    void theServerIsDurableAndClosedToStrangers() throws SQLException {
        try (EmbeddedPostgres server = start()) {
            assertThat(query(server, "show fsync")).isEqualTo("on");
            assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "show data_checksums")).isEqualTo("on");
            assertThat(query(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(server, "show password_encryption")).isEqualTo("scram-sha-256");
            assertThat(home.resolve("postgres.password"))
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
            assertThatThrownBy(
                            () -> DriverManager.getConnection(server.address().jdbcUrl(), "vitrine", "guessed")
                                    .close())
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void theServerDoesNotRunAsRoot() throws IOException, SQLException {
        assumeTrue(ServerAccount.isRoot());
        try (EmbeddedPostgres server = start()) {
            assertThat(query(server, "select 1")).isEqualTo("1");
            Object user = Files.getAttribute(Path.of("/proc", Long.toString(server.pid())), "unix:uid");
            assertThat(user).isNotEqualTo(0);
        }
    }

    @Test
    void everyWayToLeaveRootThatWorksHereRunsTheSameCluster() throws Exception {
        assumeTrue(ServerAccount.isRoot());
        Files.createDirectory(home);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        int rows = 0;
        for (ServerAccount account : ServerAccount.candidates()) {
            if (ServerAccount.firstThatWorks(List.of(account), home).isEmpty()) {
                continue;
            }
            try (EmbeddedPostgres server =
                    EmbeddedPostgres.start(home, TestPostgres.programs(), ServerSettings.durable(), account)) {
                execute(server, "create table if not exists kept (value int)", "insert into kept values (1)");
                rows++;
                assertThat(query(server, "select count(*) from kept"))
                        .as(account.toString())
                        .isEqualTo(Integer.toString(rows));
            }
        }
        assertThat(rows).isPositive();
    }

    @Test
    void rootMayKeepTheDataWhereOnlyRootCanGo() throws Exception {
        assumeTrue(ServerAccount.isRoot());
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            execute(server, "create table kept (value int)", "insert into kept values (1)");
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(query(server, "select count(*) from kept")).isEqualTo("1");
        }
    }

    @Test
    void rootMayKeepTheDataThereAlsoWhereUserNamespacesAreRefused() throws Exception {
        assumeTrue(ServerAccount.isRoot());
        Files.createDirectory(home);
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
        List<ServerAccount> withoutNamespaces = ServerAccount.candidates().stream()
                .filter(account -> !account.become().contains("unshare"))
                .toList();
        ServerAccount account =
                ServerAccount.firstThatWorks(withoutNamespaces, home).orElseThrow();
        assertThat(account.reach()).isEqualTo(ServerAccount.Reach.BY_WORKING_DIRECTORY);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, home, ServerSettings.durable(), account)) {
            execute(server, "create table kept (value int)", "insert into kept values (1)", "checkpoint");
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, home, ServerSettings.durable(), account)) {
            assertThat(query(server, "select count(*) from kept")).isEqualTo("1");
        }
    }

    @Test
    void aSecondStartInTheSameProcessIsRefused() throws SQLException {
        try (EmbeddedPostgres server = start()) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(this::start)
                        .isInstanceOf(EmbeddedPostgresException.class)
                        .hasMessageContaining(
                                "in use by process " + ProcessHandle.current().pid());
            }
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aSecondProcessIsRefusedAndToldWhichOneHoldsTheDirectory() throws Exception {
        Process owner = startOwner();
        long server = awaitReady(owner);
        try {
            assertThatThrownBy(this::start)
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("in use by process " + owner.pid())
                    .hasMessageContaining("VITRINE_DATA_DIR");
            assertThat(isRunning(server)).isTrue();
        } finally {
            owner.destroyForcibly().waitFor();
            awaitEnd(server);
        }
    }

    @Test
    void killingTheOwnerLeavesNoServerBehindAndLosesNoRow() throws Exception {
        try (EmbeddedPostgres server = start()) {
            execute(server, "create table kept (value int)");
        }
        Process owner = startOwner();
        long orphan = awaitReady(owner);
        try (Connection connection = connectToOwned();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 100; i++) {
                statement.execute("insert into kept values (" + i + ")");
            }
            owner.destroyForcibly().waitFor();
        }
        awaitEnd(orphan);
        try (EmbeddedPostgres next = start()) {
            assertThat(query(next, "select count(*) from kept")).isEqualTo("100");
        }
    }

    @Test
    void aStartRightAfterTheKillTakesOverAlsoFromAServerThatStillRuns() throws Exception {
        Process owner = startOwner();
        long orphan = awaitReady(owner);
        owner.destroyForcibly().waitFor();
        try (EmbeddedPostgres next = start()) {
            assertThat(query(next, "select 1")).isEqualTo("1");
            assertThat(next.pid()).isNotEqualTo(orphan);
            assertThat(isRunning(orphan)).isFalse();
        }
    }

    @Test
    void killingOwnerAndServerTogetherLosesNoRow() throws Exception {
        Process owner = startOwner();
        long server = awaitReady(owner);
        try (Connection connection = connectToOwned();
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept as select generate_series(1, 1000)");
        }
        owner.destroyForcibly();
        ProcessHandle.of(server).ifPresent(ProcessHandle::destroyForcibly);
        owner.waitFor();
        try (EmbeddedPostgres next = start()) {
            assertThat(query(next, "select count(*) from kept")).isEqualTo("1000");
        }
    }

    @Test
    void aPidFileThatNamesAStrangerIsStale() throws IOException, SQLException {
        start().close();
        Files.writeString(
                home.resolve("cluster/postmaster.pid"), ProcessHandle.current().pid() + "\n");
        try (EmbeddedPostgres server = start()) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aTakenPortIsExchangedForAFreeOne() throws IOException, SQLException {
        int port;
        try (EmbeddedPostgres server = start()) {
            port = portOf(server);
        }
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
                EmbeddedPostgres server = start()) {
            assertThat(portOf(server)).isNotEqualTo(taken.getLocalPort());
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aClusterThatWasHalfMadeIsMadeAgain() throws IOException, SQLException {
        Files.createDirectories(home.resolve("cluster.new/base"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        try (EmbeddedPostgres server = start()) {
            assertThat(query(server, "select current_database()")).isEqualTo("vitrine");
        }
    }

    @Test
    void aLostPasswordFileIsNamed() throws IOException {
        start().close();
        Files.delete(home.resolve("postgres.password"));
        assertThatThrownBy(this::start)
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("postgres.password");
    }

    @Test
    void aServerThatCannotStartIsExplainedWithTheEndOfItsLog() {
        assertThatThrownBy(() -> EmbeddedPostgres.start(
                        home, TestPostgres.programs(), ServerSettings.durable().with("work_mem", "many")))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("work_mem")
                .hasMessageContaining("postgres.log");
        assertThat(home.resolve("vitrine.pid")).doesNotExist();
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(home, TestPostgres.programs(), ServerSettings.durable());
    }

    private Connection connectToOwned() throws IOException, SQLException {
        String port = Files.readString(home.resolve("postgres.port")).strip();
        String password = Files.readString(home.resolve("postgres.password")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/vitrine", "vitrine", password);
    }

    private Process startOwner() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwningProcess.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long awaitReady(Process owner) throws IOException {
        BufferedReader output = owner.inputReader(StandardCharsets.UTF_8);
        try (Stream<String> lines = output.lines()) {
            return lines.filter(line -> line.startsWith("ready "))
                    .map(line -> Long.parseLong(line.substring("ready ".length())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the owner ended before its server was ready"));
        }
    }

    private static void awaitEnd(long pid) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (isRunning(pid)) {
            assertThat(System.nanoTime()).as("process %d still runs", pid).isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    /** Unlike {@link ProcessHandle#isAlive()}, false for a process that has ended and waits to be reaped. */
    private static boolean isRunning(long pid) {
        try {
            return !Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .isEmpty();
        } catch (IOException ended) {
            return false;
        }
    }

    private static int portOf(EmbeddedPostgres server) throws SQLException {
        return Integer.parseInt(query(server, "show port"));
    }

    private static void execute(EmbeddedPostgres server, String... statements) throws SQLException {
        try (Connection connection = TestPostgres.connect(server.address());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(server.address());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
