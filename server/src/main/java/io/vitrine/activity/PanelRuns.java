package io.vitrine.activity;

import io.vitrine.database.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts runs and openings in memory and adds the counts to the database every few seconds, in a statement each: a run
 * itself costs a look-up in a map. What a server counted in its last seconds is lost when it is killed, not when it stops.
 */
public final class PanelRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PanelRuns.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final int MOST_KEYS = 20_000;

    private final Database database;
    private final ActivityStore store = new ActivityStore();
    private final Map<RunTally.Key, RunTally> panels = new ConcurrentHashMap<>();
    private final Map<Opened.Key, Long> opened = new ConcurrentHashMap<>();
    private final Map<Long, SourceTally> sources = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("activity").factory());

    private PanelRuns(Database database) {
        this.database = database;
    }

    public static PanelRuns start(Database database) {
        PanelRuns runs = new PanelRuns(database);
        var _ = runs.thread.scheduleWithFixedDelay(
                runs::flushQuietly, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return runs;
    }

    /** Counts a run. */
    public void ran(PanelRun run) {
        RunTally.Key key = new RunTally.Key(run.visibilityGroupId(), run.embedId(), run.version(), run.part());
        if (panels.size() < MOST_KEYS || panels.containsKey(key)) {
            panels.computeIfAbsent(key, ignored -> new RunTally()).add(run);
        }
        if (!run.wasKept()) {
            run.source()
                    .ifPresent(id -> sources.computeIfAbsent(id, ignored -> new SourceTally())
                            .add(run));
        }
    }

    /** Counts that a viewer opened a dashboard. */
    public void opened(long visibilityGroupId, String embedId) {
        Opened.Key key = new Opened.Key(visibilityGroupId, embedId);
        if (opened.size() < MOST_KEYS || opened.containsKey(key)) {
            opened.merge(key, 1L, Long::sum);
        }
    }

    /** Adds what was counted to the database, now. */
    public void flush() {
        List<RunTally.Counted> counted = new ArrayList<>();
        panels.forEach((key, tally) -> tally.take(key).ifPresent(counted::add));
        panels.values().removeIf(RunTally::isUnused);
        List<SourceTally.Seen> seen = new ArrayList<>();
        sources.forEach((id, tally) -> tally.take(id).ifPresent(seen::add));
        if (!counted.isEmpty()) {
            database.withStatement(session -> store.add(session, counted));
        }
        List<Opened> openings = new ArrayList<>();
        for (Opened.Key key : List.copyOf(opened.keySet())) {
            Optional.ofNullable(opened.remove(key)).ifPresent(times -> openings.add(new Opened(key, times)));
        }
        if (!openings.isEmpty()) {
            database.withStatement(session -> store.open(session, openings));
        }
        if (!seen.isEmpty()) {
            database.withStatement(session -> store.see(session, seen));
        }
    }

    private void flushQuietly() {
        try {
            flush();
        } catch (RuntimeException e) {
            // These seconds are lost; a database that is away must not end the counting.
            LOG.warn("could not add what was counted: {}", e.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
        flushQuietly();
    }
}
