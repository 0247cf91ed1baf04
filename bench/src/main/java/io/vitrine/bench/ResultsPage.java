package io.vitrine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Writes {@code bench/RESULTS.md}. */
final class ResultsPage {
    private ResultsPage() {}

    static void write(Path file, List<String> machine, List<Bench> benches, Table table, Duration taken)
            throws IOException {
        StringBuilder text = new StringBuilder("""
                # Results

                Written by `./dev bench all`, or by some of its benches with `--results`; medians of interleaved rounds. The client, the server and PostgreSQL share the machine.
                The spread is half the distance between the best and the worst round. Where there is a ratio, the goal is one of the
                ratio, else of the measured value. [How it is measured](README.md).

                """);
        text.append(LocalDate.now(ZoneOffset.UTC)).append(", in ").append(taken.toMinutes()).append(" min ").append(
                taken.toSecondsPart()).append(" s, on\n\n");
        machine.forEach(line -> text.append("- ").append(line).append('\n'));
        text.append('\n').append(table.markdown()).append("\n## What is measured\n\n");
        for (Bench bench : benches) {
            text.append("- `").append(bench.name()).append("`: ").append(bench.title()).append('\n');
        }
        Files.writeString(file, text);
    }
}
