package io.vitrine.query.load;

import java.time.Duration;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What runs and waits at one source; guarded by the lock of its {@link FairLimiter}. */
final class SourceQueue<T> {
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    /** How much the latest run says against all before it. */
    private static final double WEIGHT = 1.0 / 16;

    /** The lines of the customers that wait here; the first is next in turn. */
    final LinkedHashMap<String, Deque<T>> lines = new LinkedHashMap<>();

    int running;
    int waiting;

    /** How many run at once. */
    int places;

    /** Nothing is known before the first run has ended, and nobody is refused for what is not known. */
    private double meanRunNanos;

    void ended(long runNanos) {
        meanRunNanos += (runNanos - meanRunNanos) * WEIGHT;
    }

    Optional<Deque<T>> longestLine() {
        return lines.values().stream().max((a, b) -> Integer.compare(a.size(), b.size()));
    }

    /**
     * How long the next one in a customer's line will wait, as runs went lately.
     *
     * @param ahead how many stand in that line
     * @param most how many of that customer run at once
     */
    Duration expectedWait(int ahead, int most) {
        long beforeIt = Math.min(waiting, (long) (ahead + 1) * Math.max(1, lines.size()));
        double byTurns = meanRunNanos * beforeIt / places;
        double byItself = meanRunNanos * ahead / Math.min(places, most);
        return Duration.ofNanos((long) Math.max(byTurns, byItself));
    }

    /** The time in which those that wait now will have run, in whole seconds. */
    Duration retryAfter() {
        double nanos = meanRunNanos * (waiting + 1) / places;
        Duration guess = Duration.ofSeconds((long) Math.ceil(nanos / TimeUnit.SECONDS.toNanos(1)));
        if (guess.compareTo(SHORTEST_RETRY) < 0) {
            return SHORTEST_RETRY;
        }
        return guess.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : guess;
    }
}
