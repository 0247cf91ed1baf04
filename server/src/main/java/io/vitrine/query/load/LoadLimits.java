package io.vitrine.query.load;

import java.time.Duration;

/**
 * How many queries run and wait at once.
 *
 * @param runningPerSource the most that run on one source
 * @param runningPerCustomer the most that run for one customer, over all sources
 * @param waitingPerSource the most that wait for one source
 * @param waitingPerCustomer the most that one customer lets wait for one source
 * @param patience how long one waits before it is refused
 */
public record LoadLimits(
        int runningPerSource, int runningPerCustomer, int waitingPerSource, int waitingPerCustomer, Duration patience) {
    /** Eight run on a source and four for a customer; 256 and 64 wait, ten seconds at most. */
    public static LoadLimits standard() {
        return new LoadLimits(8, 4, 256, 64, Duration.ofSeconds(10));
    }
}
