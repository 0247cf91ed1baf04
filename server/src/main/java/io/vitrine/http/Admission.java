package io.vitrine.http;

import io.vitrine.http.edge.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Lets requests in while the server keeps up with them, and turns the others away at once, so that the ones it let in
 * are answered in good time.
 *
 * <p>The rules: (1) {@link #ALWAYS} requests may be at work whatever happens. (2) One more is let in where all that are
 * at work would be done within {@link #LONGEST}, which follows from how long requests took lately and how many were at
 * work beside them. (3) Who waits for a data source is not at work; the fair queue of queries bounds those, so that a
 * slow source shuts nobody out. (4) Whose answer is streamed is not at work either, once it begins. (5) Probes and
 * scrapers are always let in: they have to see an overloaded server.
 */
public final class Admission {
    /** Several times what the directory's group commit makes the most of: pages full of panels always pass. */
    private static final int ALWAYS = 256;

    private static final Duration LONGEST = Duration.ofMillis(100);

    /** How much the latest request says against all before it. */
    private static final double WEIGHT = 1.0 / 64;

    private final LongSupplier clock;
    private int working;
    private double nanosEach;

    /**
     * @param clock nanoseconds that only grow, as {@link System#nanoTime()}
     */
    public Admission(LongSupplier clock) {
        this.clock = clock;
    }

    /** A place among those at work for a request to that path, or empty where it has to come again. */
    Optional<Place> enter(String path) {
        if (isOperation(path)) {
            return Optional.of(new Place(0));
        }
        synchronized (this) {
            if (working >= ALWAYS && nanosEach * (working + 1) > LONGEST.toNanos()) {
                return Optional.empty();
            }
            working++;
            return Optional.of(new Place(working));
        }
    }

    private static boolean isOperation(String path) {
        return path.startsWith("/health/") || path.startsWith("/metrics");
    }

    private synchronized void resume() {
        working++;
    }

    private synchronized void pause() {
        working--;
    }

    private synchronized void leave(long nanosAtWork, int workingAtEntry) {
        nanosEach += ((double) nanosAtWork / Math.max(working, workingAtEntry) - nanosEach) * WEIGHT;
        working--;
    }

    /** How many requests are at work now. */
    synchronized int working() {
        return working;
    }

    /** One request at work, from its first line to its answer; not for use by many threads. */
    final class Place implements AutoCloseable {
        /** How many were at work at its entry, itself included; 0 where it is not counted. */
        private final int workingAtEntry;

        private long since = clock.getAsLong();
        private long nanosAtWork;
        private boolean closed;

        private Place(int workingAtEntry) {
            this.workingAtEntry = workingAtEntry;
        }

        private boolean isAtWork() {
            return workingAtEntry > 0 && !closed;
        }

        /** The client, of which whoever looks out for it tells that it waits for something else, and is not at work. */
        Request.Client watched(Request.Client client) {
            return todo -> {
                stopWork();
                Runnable end = client.whenGone(todo);
                return () -> {
                    end.run();
                    goOn();
                };
            };
        }

        private void stopWork() {
            if (isAtWork()) {
                nanosAtWork += clock.getAsLong() - since;
                pause();
            }
        }

        private void goOn() {
            if (isAtWork()) {
                since = clock.getAsLong();
                resume();
            }
        }

        @Override
        public void close() {
            if (isAtWork()) {
                leave(nanosAtWork + clock.getAsLong() - since, workingAtEntry);
            }
            closed = true;
        }
    }
}
