package io.vitrine.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, started as its users start it: {@code ./vitrine serve}. */
final class Vitrine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Calls http;
    private final Duration started;

    private Vitrine(Process process, Calls http, Duration started) {
        this.process = process;
        this.http = http;
        this.started = started;
    }

    /** Starts a server and waits for its first answer. */
    static Vitrine start(Path root, Path dataDirectory, Map<String, String> settings) throws InterruptedException {
        int port = freePort();
        String token = settings.getOrDefault("VITRINE_BOOTSTRAP_TOKEN", "");
        ProcessBuilder command = new ProcessBuilder(root.resolve("vitrine").toString(), "serve");
        command.environment().keySet().removeIf(name -> name.startsWith("VITRINE_"));
        command.environment().put("VITRINE_HOST", "127.0.0.1");
        command.environment().put("VITRINE_PORT", Integer.toString(port));
        command.environment().put("VITRINE_DATA_DIR", dataDirectory.toString());
        command.environment().put("VITRINE_RATE_LIMIT_PER_MINUTE", "0");
        command.environment().putAll(settings);
        Path log = dataDirectory.resolveSibling(dataDirectory.getFileName() + ".log");
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            long begun = System.nanoTime();
            Process process = command.start();
            Calls http = new Calls("127.0.0.1", port, token);
            while (!http.answersReady()) {
                if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                    process.destroyForcibly();
                    throw new IllegalStateException("the server did not start:\n" + Files.readString(log));
                }
                Thread.sleep(2);
            }
            return new Vitrine(process, http, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Calls http() {
        return http;
    }

    /** From the start of the process to the first answer of {@code /health/ready}. */
    Duration timeToFirstAnswer() {
        return started;
    }

    long pid() {
        return process.pid();
    }

    /** Resident memory of the JVM in MiB, as the kernel counts it. */
    double residentMiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A port of this machine on which nothing listens now. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
