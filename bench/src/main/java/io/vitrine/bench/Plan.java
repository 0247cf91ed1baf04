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
 * @param openings how often a browser opens each dashboard
 * @param starts how often a server is started in each of the ways in which it can be
 * @param mix how long the mix of calls of the memory bench goes on
 */
record Plan(
        int rounds,
        Duration round,
        Duration warmUp,
        int customers,
        int large,
        int rows,
        int openings,
        int starts,
        Duration mix) {
    /** What counts. */
    static Plan full() {
        return new Plan(
                5,
                Duration.ofSeconds(4),
                Duration.ofSeconds(10),
                100_000,
                1_000_000,
                1_000_000,
                20,
                7,
                Duration.ofMinutes(3));
    }

    /**
     * An impression in a fraction of the time: it is saved by short rounds and few customers. The warm-up stays long,
     * for a server that is not compiled yet does a third of what it does ten seconds later.
     */
    static Plan quick() {
        return new Plan(
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(8),
                20_000,
                20_000,
                1_000_000,
                5,
                2,
                Duration.ofSeconds(10));
    }

    /** Whether the benches run at all: their figures mean nothing. */
    static Plan trial() {
        return new Plan(
                2, Duration.ofSeconds(2), Duration.ofSeconds(2), 2_000, 10_000, 20_000, 2, 2, Duration.ofSeconds(3));
    }
}
