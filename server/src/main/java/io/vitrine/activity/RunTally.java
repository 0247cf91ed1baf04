package io.vitrine.activity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of one part of a dashboard since they were last taken. Safe for use by many threads. */
final class RunTally {
    private final long[] times = new long[RunTimes.BUCKETS];
    private long runs;
    private long errors;
    private long kept;
    private long longest;
    private PanelRun.@Nullable Failure lastFailure;
    private boolean unused;

    /** What is counted apart. */
    record Key(long visibilityGroupId, String embedId, int version, String part) {}

    /** What was counted. */
    record Counted(
            Key key,
            long runs,
            long errors,
            long kept,
            long longest,
            List<Long> times,
            Optional<PanelRun.Failure> lastFailure) {}

    synchronized void add(PanelRun run) {
        unused = false;
        runs++;
        if (run.wasKept()) {
            kept++;
        }
        if (run.failure().isPresent()) {
            errors++;
            lastFailure = run.failure().get();
        }
        longest = Math.max(longest, run.milliseconds());
        times[RunTimes.bucket(run.milliseconds())]++;
    }

    /** What was counted since the last time, where there was something. */
    synchronized Optional<Counted> take(Key key) {
        if (runs == 0) {
            unused = true;
            return Optional.empty();
        }
        List<Long> counts = new ArrayList<>(times.length);
        for (int i = 0; i < times.length; i++) {
            counts.add(times[i]);
            times[i] = 0;
        }
        Counted counted = new Counted(key, runs, errors, kept, longest, counts, Optional.ofNullable(lastFailure));
        runs = 0;
        errors = 0;
        kept = 0;
        longest = 0;
        lastFailure = null;
        return Optional.of(counted);
    }

    /** Whether nothing was counted between the last two times. */
    synchronized boolean isUnused() {
        return unused && runs == 0;
    }
}
