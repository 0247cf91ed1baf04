package io.vitrine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The ahead-of-time cache with which people's servers run. The first start of {@code ./vitrine} has it made in the
 * background; benches wait for that, so that it does not disturb them.
 */
final class AotCache {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private AotCache() {}

    /** Starts a server once, and waits until the cache that it sets off is there, or will not come. */
    static void ensure(Stage stage) throws IOException, InterruptedException {
        Path target = stage.root().resolve("server/target");
        long begun = System.nanoTime();
        if (isThere(target)) {
            return;
        }
        stage.say("waiting for the ahead-of-time cache");
        Vitrine.start(stage.root(), stage.work().resolve("training"), Map.of()).close();
        while (!isThere(target) && System.nanoTime() - begun < PATIENCE.toNanos()) {
            Thread.sleep(500);
        }
    }

    private static boolean isThere(Path target) throws IOException {
        Path jar = target.resolve("vitrine.jar");
        try (Stream<Path> files = Files.list(target)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".aot")).toList()) {
                if (Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
