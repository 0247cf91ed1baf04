package io.vitrine.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a start is held against: {@code bench/start/BareEndpoint.java} with an ahead-of-time cache of its own. */
record BareServer(Path classes, Path cache) {
    /** Compiles the program and records a start for its cache. */
    static BareServer prepared(Stage stage) throws InterruptedException {
        Path classes = stage.work().resolve("bare");
        Path source = stage.root().resolve("bench/start/BareEndpoint.java");
        Command.of(stage.work(), tool("javac"), "-d", classes.toString(), source.toString()).run();
        BareServer server = new BareServer(classes, stage.work().resolve("bare.aot"));
        server.start("-XX:AOTCacheOutput=" + server.cache());
        return server;
    }

    /** From the start of the process to its first answer. */
    Duration start() throws InterruptedException {
        return start("-XX:AOTCache=" + cache);
    }

    private Duration start(String option) throws InterruptedException {
        int port = Vitrine.freePort();
        List<String> words = new ArrayList<>(List.of(tool("java"), option, "-XX:+UseSerialGC", "-cp", classes.toString()));
        words.addAll(List.of("BareEndpoint", Integer.toString(port)));
        Calls http = new Calls("127.0.0.1", port, "");
        try {
            long begun = System.nanoTime();
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            while (!http.answersReady()) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the bare endpoint did not start");
                }
                Thread.sleep(2);
            }
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
