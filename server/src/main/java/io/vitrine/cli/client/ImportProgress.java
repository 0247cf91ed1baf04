package io.vitrine.cli.client;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/** Shows how an import goes: a bar with rate and remaining time on a terminal, and each refused line anywhere. */
final class ImportProgress {
    private static final int BAR = 30;

    private final PrintWriter out;
    private final long bytes;
    private final boolean bar;
    private final LongSupplier nanos;
    private ImportNote.State begun = ImportNote.State.start();
    private ImportNote.State now = ImportNote.State.start();
    private long since;

    ImportProgress(PrintWriter out, long bytes, boolean bar, LongSupplier nanos) {
        this.out = out;
        this.bytes = bytes;
        this.bar = bar;
        this.nanos = nanos;
    }

    /** For a file of so many bytes; without the bar where nobody watches. */
    static ImportProgress on(PrintWriter out, long bytes) {
        return new ImportProgress(
                out,
                bytes,
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent(),
                System::nanoTime);
    }

    void begin(ImportNote.State state) {
        begun = state;
        now = state;
        since = nanos.getAsLong();
        if (state.offset() > 0) {
            out.printf("Going on at line %,d; --restart begins again.%n", state.lines() + 1);
        }
        draw();
    }

    void at(ImportNote.State state) {
        now = state;
        draw();
    }

    /** A line that the server refused, by its number in the file. */
    void refused(long line, JsonNode result) {
        clear();
        String field = result.path("field").asString("");
        out.printf(
                "line %d: %s%s: %s%n",
                line,
                result.path("code").asString("refused"),
                field.isEmpty() ? "" : " at " + field,
                result.path("error_msg").asString(""));
        draw();
    }

    void end() {
        if (bar) {
            out.println();
        }
        out.flush();
    }

    /** The bar's text, for example {@code [##########----] 45 %  450,000 lines  18,000/s  0:30 left}. */
    String text() {
        double done = bytes == 0 ? 1 : (double) now.offset() / bytes;
        int filled = (int) Math.round(done * BAR);
        double seconds = (nanos.getAsLong() - since) / 1e9;
        long lines = now.lines() - begun.lines();
        long sent = now.offset() - begun.offset();
        String text = "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] "
                + "%d %%  %,d lines".formatted((int) (done * 100), now.lines());
        if (seconds <= 0 || sent == 0) {
            return text;
        }
        Duration left = Duration.ofSeconds(Math.round((bytes - now.offset()) * seconds / sent));
        return text
                + "  %,d/s  %d:%02d left"
                        .formatted(Math.round(lines / seconds), left.toMinutes(), left.toSecondsPart());
    }

    private void draw() {
        if (bar) {
            out.print("\r\u001b[K" + text());
            out.flush();
        }
    }

    private void clear() {
        if (bar) {
            out.print("\r\u001b[K");
        }
    }
}
