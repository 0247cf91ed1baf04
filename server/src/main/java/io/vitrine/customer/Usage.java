package io.vitrine.customer;

import java.util.List;

/** How many customers there are, by level, highest first. */
public record Usage(List<LevelUsage> levels) {
    public Usage {
        levels = List.copyOf(levels);
    }

    /**
     * The customers of one level.
     *
     * @param customers all of them
     * @param demo those that are demo customers, which do not count as paid
     */
    public record LevelUsage(String level, long customers, long demo) {
        /** Those that count as paid: all but the demo customers. */
        public long paid() {
            return customers - demo;
        }

        LevelUsage plus(LevelUsage other) {
            return new LevelUsage(level, customers + other.customers, demo + other.demo);
        }
    }

    /** All levels together, under the name {@code total}. */
    public LevelUsage total() {
        return levels.stream().reduce(new LevelUsage("total", 0, 0), LevelUsage::plus);
    }
}
