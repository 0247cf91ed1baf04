package io.vitrine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The MariaDB that tests run against: one server a JVM, started at first use, with the user {@code app} in it. */
public final class TestMariaDb {
    public static final String USER = "app";
    public static final String PASSWORD = "app-secret-word";

    private static final int START_SECONDS = 30;

    private final int port;

    private TestMariaDb(int port) {
        this.port = port;
    }

    /** The JVM's server; none where Debian's {@code mariadb-server} is not installed, which is said aloud. */
    public static Optional<TestMariaDb> shared() {
        return Holder.SHARED;
    }

    public int port() {
        return port;
    }

    /** Runs statements as the administrator, each by itself. */
    public void execute(String... statements) {
        try (Connection connection = connect("root", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A bare JDBC connection. */
    public Connection connect(String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslMode", "disable");
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", properties);
    }

    private static final class Holder {
        static final Optional<TestMariaDb> SHARED = start();

        private static Optional<TestMariaDb> start() {
            Optional<Path> server = ChildProcess.find("mariadbd");
            Optional<Path> install = ChildProcess.find("mariadb-install-db");
            if (server.isEmpty() || install.isEmpty()) {
                System.err.println("NOT TESTED: MariaDB. Install mariadb-server, as ./dev test does.");
                return Optional.empty();
            }
            try {
                return Optional.of(start(server.get(), install.get()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static TestMariaDb start(Path server, Path install) throws IOException {
            Path home = Files.createTempDirectory(
                    "vitrine-mariadb-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Path data = Files.createDirectory(home.resolve("data"));
            List<String> command = new ArrayList<>();
            List<String> setup = new ArrayList<>(List.of(
                    install.toString(),
                    "--no-defaults",
                    "--datadir=" + data,
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db"));
            if (ChildProcess.isRoot()) {
                setup.add("--user=mysql");
                ChildProcess.run(List.of("chown", "mysql", home.toString(), data.toString()));
                command.addAll(
                        List.of("setpriv", "--reuid=mysql", "--regid=mysql", "--init-groups", "--pdeathsig", "KILL"));
            } else {
                command.addAll(List.of("setpriv", "--pdeathsig", "KILL"));
            }
            ChildProcess.run(setup);
            int port = freePort();
            command.addAll(List.of(
                    server.toString(),
                    "--no-defaults",
                    "--datadir=" + data,
                    "--port=" + port,
                    "--bind-address=127.0.0.1",
                    "--socket=" + home.resolve("socket"),
                    "--pid-file=" + home.resolve("pid"),
                    "--innodb-buffer-pool-size=64M",
                    "--innodb-flush-log-at-trx-commit=0",
                    "--skip-name-resolve"));
            ChildProcess.start(command, home.resolve("log"));
            TestMariaDb started = new TestMariaDb(port);
            started.await(home.resolve("log"));
            started.execute(
                    "create user " + USER + "@'%' identified by '" + PASSWORD + "'",
                    "grant all privileges on *.* to " + USER + "@'%'");
            return started;
        }
    }

    private void await(Path log) throws IOException {
        long until = System.nanoTime() + START_SECONDS * 1_000_000_000L;
        while (true) {
            try (Connection connection = connect("root", "")) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException e) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("MariaDB does not start: " + Files.readString(log), e);
                }
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
