package io.vitrine.bench;

import java.time.Duration;

/**
 * How long and how large a run is.
 *
 * @param rounds how often each side is measured
 * @param round how long one side is measured at a time
 * @param warmUp how long a fresh server is loaded before it is measured
 * @param customers in the directory of the benches that update and get
 * @param large in the directory of the benches of lists, bulk calls and memory
 * @param rows in the tables of the benches of queries
 * @param mix how long the mix of calls of the memory bench goes on
 */
record Plan(int rounds, Duration round, Duration warmUp, int customers, int large, int rows, Duration mix) {
    /** What counts. */
    static Plan full() {
        return new Plan(
                5,
                Duration.ofSeconds(4),
                Duration.ofSeconds(10),
                100_000,
                1_000_000,
                1_000_000,
                Duration.ofMinutes(3));
    }

    /** An impression in a fraction of the time; rows and customers as in the full run where it can be had. */
    static Plan quick() {
        return new Plan(
                2, Duration.ofSeconds(3), Duration.ofSeconds(5), 100_000, 100_000, 1_000_000, Duration.ofSeconds(10));
    }

    /** Whether the benches run at all: their figures mean nothing. */
    static Plan trial() {
        return new Plan(
                2, Duration.ofSeconds(2), Duration.ofSeconds(2), 2_000, 10_000, 20_000, Duration.ofSeconds(3));
    }
}
