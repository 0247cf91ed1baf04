package io.vitrine.source.connect;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does things when their time has come: one thread that only keeps time, and a virtual thread for each thing to do.
 */
final class Watchdog implements AutoCloseable {
    private final ScheduledThreadPoolExecutor clock;

    Watchdog() {
        clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("query-watchdog").daemon().factory());
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Does a thing after a while, on a thread of its own, unless it is taken back before. */
    ScheduledFuture<?> after(Duration delay, Runnable action) {
        return clock.schedule(
                () -> {
                    Thread.ofVirtual().name("query-stop").start(action);
                },
                delay.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
