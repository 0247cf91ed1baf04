package io.vitrine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's own load generator with prepared statements: what the database gives to a client that does nothing else.
 *
 * @param script one statement and the variables that it takes
 */
record Pgbench(Path work, DirectoryDatabase database, String script) {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");

    Load run(int connections, Duration time) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, "pgbench");
        Path file = Files.writeString(folder.resolve("script.sql"), script);
        String output = database.command(
                        DebianPrograms.pgbench(),
                        folder,
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        Integer.toString(connections),
                        "-j",
                        "1",
                        "-T",
                        Long.toString(Math.max(1, time.toSeconds())),
                        "-f",
                        file.toString(),
                        "-l",
                        "--sampling-rate=0.1",
                        "--log-prefix=" + folder.resolve("log"),
                        database.name())
                .run();
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IllegalStateException("pgbench said nothing of use:\n" + output);
        }
        Matcher failed = FAILED.matcher(output);
        Series latencies = latencies(folder);
        return new Load(
                Double.parseDouble(rate.group(1)),
                latencies.median(),
                latencies.percentile(99),
                failed.find() ? Long.parseLong(failed.group(1)) : 0);
    }

    /** The third column of the log, in microseconds. */
    private static Series latencies(Path folder) throws IOException {
        List<Double> values = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path log : files.filter(file -> file.getFileName().toString().startsWith("log"))
                    .toList()) {
                for (String line : Files.readAllLines(log)) {
                    values.add(Double.parseDouble(line.split(" ", 4)[2]) / 1000);
                }
            }
        }
        return Series.of(values);
    }
}
