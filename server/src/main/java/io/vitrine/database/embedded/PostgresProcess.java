package io.vitrine.database.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's postmaster: a child in the foreground, or an orphan that an earlier, killed start has left. */
final class PostgresProcess {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final int LOG_TAIL_LINES = 15;
    /** Line numbers of {@code postmaster.pid}, from 0, as PostgreSQL's own tools read it. */
    private static final int PID_LINE = 0;

    private static final int STATUS_LINE = 7;

    private final ProcessHandle postmaster;
    private final String mark;

    private PostgresProcess(ProcessHandle postmaster, String mark) {
        this.postmaster = postmaster;
        this.mark = mark;
    }

    /**
     * Makes sure that nothing runs on the cluster any more: only the owner's violent death can have left something.
     *
     * <p>The caller holds the directory, so a pid file that stays behind when no process does is stale. It has to go,
     * for its number may belong to a stranger by now, which would keep PostgreSQL from starting.
     */
    static void stopOrphan(Cluster cluster) throws IOException, InterruptedException {
        String mark = cluster.mark();
        Optional<ProcessHandle> orphan = postmaster(cluster);
        if (orphan.isPresent()) {
            LOG.info(
                    "stopping the database server {} that an earlier run has left",
                    orphan.get().pid());
            new PostgresProcess(orphan.get(), mark).stop();
        }
        long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        while (Files.exists(pidFile(cluster))
                && ProcessHandle.allProcesses().anyMatch(process -> carries(process, mark))) {
            if (System.nanoTime() > deadline) {
                throw new EmbeddedPostgresException("Processes of an earlier run still work on " + cluster.directory()
                        + ". They are those whose command line says " + mark + "; end them and start again.");
            }
            Thread.sleep(POLL);
        }
        Files.deleteIfExists(pidFile(cluster));
    }

    /**
     * Starts a postmaster and waits until it takes connections, however long it needs to recover from a crash.
     *
     * @throws EmbeddedPostgresException with the end of the server's log, where it ends instead
     */
    static PostgresProcess start(ProcessBuilder command, Cluster cluster, Path log)
            throws IOException, InterruptedException {
        Process process =
                spawn(command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
        process.getOutputStream().close();
        long begun = System.nanoTime();
        long reported = 0;
        while (process.isAlive()) {
            Optional<ProcessHandle> ready = ready(cluster);
            if (ready.isPresent()) {
                return new PostgresProcess(ready.get(), cluster.mark());
            }
            long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
            if (seconds >= reported + 5) {
                reported = seconds;
                LOG.info("the database server is recovering, {} s so far", seconds);
            }
            Thread.sleep(POLL);
        }
        throw new EmbeddedPostgresException(
                "The embedded PostgreSQL ended at its start. Its log, " + log + ", says last:\n" + tail(log));
    }

    /**
     * Starts a process from a thread that lives as long as the process does.
     *
     * <p>The signal at a parent's death follows the parent's <em>thread</em>: from a pool's or a virtual thread the
     * server would be stopped whenever that thread ends.
     */
    private static Process spawn(ProcessBuilder command) {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().name("embedded-postgres").daemon().start(() -> {
            try {
                Process process = command.start();
                started.complete(process);
                int status = process.waitFor();
                LOG.debug("the database server ended with status {}", status);
            } catch (IOException e) {
                started.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            return started.join();
        } catch (CompletionException e) {
            throw new EmbeddedPostgresException("The embedded PostgreSQL cannot be started: " + e.getCause(), e);
        }
    }

    /** Ends all sessions, writes a checkpoint and stops; returns when the process is gone. */
    void stop() throws IOException, InterruptedException {
        signal("INT");
        if (!endsWithin(STOP_LIMIT)) {
            LOG.warn("the database server did not stop within {} s and is stopped at once", STOP_LIMIT.toSeconds());
            signal("QUIT");
            if (!endsWithin(STOP_LIMIT)) {
                postmaster.destroyForcibly();
            }
        }
    }

    boolean isAlive() {
        return carries(postmaster, mark);
    }

    long pid() {
        return postmaster.pid();
    }

    private boolean endsWithin(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (isAlive() && System.nanoTime() < deadline) {
            Thread.sleep(POLL);
        }
        return !isAlive();
    }

    /** Java itself can send no signal but SIGTERM, which makes PostgreSQL wait for its clients. */
    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + postmaster.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static Optional<ProcessHandle> ready(Cluster cluster) throws IOException {
        List<String> lines = pidLines(cluster);
        boolean ready =
                lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        return ready ? postmaster(cluster) : Optional.empty();
    }

    /** The process that the cluster's pid file names, if it lives and is the cluster's. */
    private static Optional<ProcessHandle> postmaster(Cluster cluster) throws IOException {
        List<String> lines = pidLines(cluster);
        if (lines.isEmpty() || !lines.get(PID_LINE).strip().matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        String mark = cluster.mark();
        return ProcessHandle.of(Long.parseLong(lines.get(PID_LINE).strip())).filter(process -> carries(process, mark));
    }

    /** Whether a process has the mark on its command line; one that has ended has none, even while nobody reaps it. */
    private static boolean carries(ProcessHandle process, String mark) {
        try {
            Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
            return Files.readString(commandLine, StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException ended) {
            return false;
        }
    }

    private static List<String> pidLines(Cluster cluster) throws IOException {
        try {
            return Files.readAllLines(pidFile(cluster));
        } catch (NoSuchFileException notRunning) {
            return List.of();
        }
    }

    private static Path pidFile(Cluster cluster) {
        return cluster.directory().resolve("postmaster.pid");
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    }
}
