package io.vitrine.activity;

import java.time.Instant;
import java.util.Optional;

/** How a data source answered lately. Safe for use by many threads. */
final class SourceTally {
    private Optional<Instant> okAt = Optional.empty();
    private long milliseconds;
    private Optional<Instant> failedAt = Optional.empty();
    private Optional<String> failure = Optional.empty();

    /** What was seen. */
    record Seen(
            long source,
            Optional<Instant> okAt,
            long milliseconds,
            Optional<Instant> failedAt,
            Optional<String> failure) {}

    synchronized void add(PanelRun run) {
        boolean away = run.failure().filter(PanelRun.Failure::ofSource).isPresent();
        if (away) {
            failedAt = Optional.of(Instant.now());
            failure = run.failure().map(PanelRun.Failure::text);
        } else {
            // A query that was refused was refused by a database that is there.
            okAt = Optional.of(Instant.now());
            milliseconds = run.milliseconds();
        }
    }

    synchronized Optional<Seen> take(long source) {
        if (okAt.isEmpty() && failedAt.isEmpty()) {
            return Optional.empty();
        }
        Seen seen = new Seen(source, okAt, milliseconds, failedAt, failure);
        okAt = Optional.empty();
        failedAt = Optional.empty();
        failure = Optional.empty();
        return Optional.of(seen);
    }
}
