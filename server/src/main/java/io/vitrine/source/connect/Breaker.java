package io.vitrine.source.connect;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers that a source could not be reached, so that the next ones who want it are told at once.
 *
 * <p>After a failure everybody is refused for a second; then one may try while the others still are. Each failure in a
 * row doubles the wait, up to half a minute; a success ends it. Safe for use by many threads.
 */
final class Breaker {
    private static final long FIRST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long PROBE_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier clock;
    private @Nullable SourceFault last;
    private long waitNanos;
    private long until;

    /**
     * @param clock nanoseconds that only grow, as {@link System#nanoTime()}
     */
    Breaker(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Lets the caller try to reach the source, or not.
     *
     * @throws Refusal with {@link ErrorCode#DATA_SOURCE_UNAVAILABLE} that says what was wrong and when to come again
     */
    synchronized void admit() {
        SourceFault fault = last;
        if (fault == null) {
            return;
        }
        long left = until - clock.getAsLong();
        if (left > 0) {
            throw Refusal.until(
                    ErrorCode.DATA_SOURCE_UNAVAILABLE,
                    "The data source cannot be used. " + fault.message(),
                    Duration.ofNanos(left));
        }
        // This caller tries; the others go on being refused until it knows, or has vanished.
        until = clock.getAsLong() + PROBE_NANOS;
    }

    synchronized void failed(SourceFault fault) {
        waitNanos = last == null ? FIRST_NANOS : Math.min(waitNanos * 2, LONGEST_NANOS);
        until = clock.getAsLong() + waitNanos;
        last = fault;
    }

    synchronized void succeeded() {
        last = null;
        waitNanos = 0;
    }
}
