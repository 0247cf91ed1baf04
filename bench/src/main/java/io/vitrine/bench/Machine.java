package io.vitrine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What the figures were measured on. */
final class Machine {
    private Machine() {}

    /** Lines for people: processor, memory, system, versions of what took part. */
    static List<String> describe(Stage stage) throws IOException, InterruptedException, SQLException {
        String processor = field(Path.of("/proc/cpuinfo"), "model name");
        String memory = field(Path.of("/proc/meminfo"), "MemTotal").replaceAll("[^0-9]", "");
        String postgres;
        try (Connection connection = stage.database("postgres").connect()) {
            postgres = connection.getMetaData().getDatabaseProductVersion();
        }
        return List.of(
                "%s, %d cores, %d GiB of memory"
                        .formatted(
                                processor,
                                Runtime.getRuntime().availableProcessors(),
                                memory.isEmpty() ? 0 : Math.round(Long.parseLong(memory) / 1048576.0)),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "Java " + Runtime.version() + ", PostgreSQL " + postgres + " (fsync and synchronous_commit on)",
                Command.of(stage.root(), DebianPrograms.pgbench(), "--version")
                                .run()
                                .strip()
                        + ", Debian's wrk");
    }

    private static String field(Path file, String name) throws IOException {
        if (!Files.isReadable(file)) {
            return "";
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }
}
