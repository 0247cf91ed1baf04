package io.vitrine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears away, again and again, what has served its time: one thread, one chore after the other.
 *
 * <p>Several servers on one database may each keep house; every chore is safe to run at once with itself.
 */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final ScheduledExecutorService thread;

    private Housekeeping(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /** Runs each chore once every {@code interval}; a chore answers how much it cleared away. */
    static Housekeeping start(Duration interval, Map<String, IntSupplier> chores) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("housekeeping").factory());
        Runnable round = () -> chores.forEach(Housekeeping::run);
        var _ = thread.scheduleWithFixedDelay(round, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return new Housekeeping(thread);
    }

    private static void run(String name, IntSupplier chore) {
        try {
            int cleared = chore.getAsInt();
            if (cleared > 0) {
                LOG.info("cleared away: {} {}", cleared, name);
            }
        } catch (RuntimeException e) {
            // The next round tries again; a database that is away must not end the housekeeping.
            LOG.warn("could not clear away {}: {}", name, e.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
