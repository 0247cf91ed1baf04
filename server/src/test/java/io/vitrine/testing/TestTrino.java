package io.vitrine.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Trino that tests run against: one a JVM, started at first use in a process of its own, with the catalogs
 * {@code memory} and {@code tpch}.
 */
public final class TestTrino {
    private static final long START_SECONDS = 120;

    private final int port;

    private TestTrino(int port) {
        this.port = port;
    }

    /** The JVM's server; none where the module {@code testing/trino} is not built, which is said aloud. */
    public static Optional<TestTrino> shared() {
        return Holder.SHARED;
    }

    public int port() {
        return port;
    }

    /** Runs statements in the schema {@code memory.default}, each by itself. */
    public void execute(String... statements) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:trino://127.0.0.1:" + port + "/memory/default?user=test");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Holder {
        private static final CountDownLatch READY = new CountDownLatch(1);

        static final Optional<TestTrino> SHARED = start();

        private static void endUnlessReady(Process process) {
            try {
                if (!READY.await(START_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static Optional<TestTrino> start() {
            Optional<Path> module = Stream.of(Path.of("..", "testing", "trino"), Path.of("testing", "trino"))
                    .filter(path -> Files.exists(path.resolve("target/classpath.txt")))
                    .findFirst();
            if (module.isEmpty()) {
                System.err.println("NOT TESTED: Trino. Build the module testing/trino, as ./dev test does.");
                return Optional.empty();
            }
            try {
                return Optional.of(start(module.get().resolve("target")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static TestTrino start(Path target) throws IOException {
            String classPath = target.resolve("test-classes") + ":" + Files.readString(target.resolve("classpath.txt"));
            Path log = Files.createTempFile("vitrine-trino-", ".log");
            log.toFile().deleteOnExit();
            Process process = ChildProcess.start(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx900m",
                            "-XX:+UseSerialGC",
                            "--add-modules",
                            "jdk.incubator.vector",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            classPath.strip(),
                            "io.vitrine.testing.trino.TrinoProcess"),
                    log);
            Thread.ofPlatform().daemon().start(() -> endUnlessReady(process));
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                int ready = line.indexOf("READY ");
                if (ready >= 0) {
                    String port = line.substring(ready + "READY ".length()).replaceAll("\\D.*", "");
                    READY.countDown();
                    Thread.ofPlatform().daemon().start(() -> output.lines().forEach(ignored -> {}));
                    return new TestTrino(Integer.parseInt(port));
                }
            }
            throw new IllegalStateException("Trino does not start: " + Files.readString(log));
        }
    }
}
