package io.vitrine.activity;

import java.util.List;

/**
 * How long runs took, as counts in buckets whose bounds grow by half: such counts of several servers and hours add up, and
 * percentiles of the sum are right to the width of a bucket.
 */
final class RunTimes {
    static final int BUCKETS = 32;
    private static final double GROWTH = 1.5;

    private RunTimes() {}

    /** The bucket of a run. */
    static int bucket(long milliseconds) {
        return milliseconds <= 1
                ? 0
                : Math.min(BUCKETS - 1, (int) Math.ceil(Math.log((double) milliseconds) / Math.log(GROWTH)));
    }

    /** The time, in milliseconds, that this part of the runs stayed within; never more than the longest of them. */
    static long percentile(List<Long> counts, double part, long longest) {
        long runs = counts.stream().mapToLong(Long::longValue).sum();
        long wanted = (long) Math.ceil(runs * part);
        long seen = 0;
        for (int i = 0; i < counts.size(); i++) {
            seen += counts.get(i);
            if (seen >= wanted && seen > 0) {
                return Math.min(longest, Math.round(Math.pow(GROWTH, i)));
            }
        }
        return longest;
    }
}
