package io.vitrine.activity;

import io.vitrine.access.Caller;
import io.vitrine.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what ran in a data visibility group during the last day, from what was measured. */
public final class Activity {
    private static final Duration SPAN = Duration.ofHours(24);

    private final Database database;
    private final InstantSource clock;
    private final ActivityStore store = new ActivityStore();

    public Activity(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A part of a dashboard.
     *
     * @param version the newest that ran
     * @param times counts of {@link RunTimes}
     */
    public record Panel(
            String embedId,
            String name,
            int version,
            String part,
            long runs,
            long errors,
            long kept,
            long longest,
            List<Long> times,
            Optional<String> lastErrorCode,
            Optional<String> lastError,
            Optional<Instant> lastErrorAt) {
        public Panel {
            times = List.copyOf(times);
        }

        /** Milliseconds that this part of the runs stayed within. */
        public long percentile(double part) {
            return RunTimes.percentile(times, part, longest);
        }

        private Panel and(Panel later) {
            List<Long> sum = new ArrayList<>();
            for (int i = 0; i < times.size(); i++) {
                sum.add(times.get(i) + later.times.get(i));
            }
            return new Panel(
                    embedId,
                    name,
                    Math.max(version, later.version),
                    part,
                    runs + later.runs,
                    errors + later.errors,
                    kept + later.kept,
                    Math.max(longest, later.longest),
                    sum,
                    later.lastErrorCode.or(() -> lastErrorCode),
                    later.lastError.or(() -> lastError),
                    later.lastErrorAt.or(() -> lastErrorAt));
        }
    }

    /**
     * How a data source answered when it was last asked for rows.
     *
     * @param okMilliseconds of the last query that it answered
     */
    public record Source(
            long id,
            String name,
            String kind,
            Optional<Instant> okAt,
            Optional<Long> okMilliseconds,
            Optional<Instant> failedAt,
            Optional<String> failure) {

        /** Whether the last thing that was heard of it is that it could not be reached. */
        public boolean isAway() {
            return failedAt.isPresent()
                    && okAt.filter(ok -> ok.isAfter(failedAt.get())).isEmpty();
        }
    }

    /**
     * A dashboard that viewers opened.
     *
     * @param opened how often; previews do not count
     */
    public record Embed(String embedId, String name, long opened) {}

    /** The last day. */
    public record Day(Instant since, List<Panel> panels, List<Embed> embeds, List<Source> sources) {}

    public Day lastDay(Caller caller) {
        Instant since = clock.instant().minus(SPAN);
        return database.withSession(session -> {
            Map<List<String>, Panel> panels = new LinkedHashMap<>();
            store.panels(session, caller, since)
                    .forEach(hour -> panels.merge(List.of(hour.embedId(), hour.part()), hour, Panel::and));
            return new Day(
                    since,
                    List.copyOf(panels.values()),
                    store.embeds(session, caller, since),
                    store.sources(session, caller));
        });
    }

    /** Forgets what is older than eight days; answers how many rows. */
    public int forgetOld() {
        return database.withSession(store::forgetOld);
    }
}
