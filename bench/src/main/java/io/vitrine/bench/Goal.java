package io.vitrine.bench;

import java.util.Locale;

/** What a figure should reach. */
sealed interface Goal {
    boolean isMetBy(double value);

    /** At least this much. */
    record AtLeast(double bound) implements Goal {
        @Override
        public boolean isMetBy(double value) {
            return value >= bound;
        }

        @Override
        public String toString() {
            return "≥ " + Goal.text(bound);
        }
    }

    /** At most this much. */
    record AtMost(double bound) implements Goal {
        @Override
        public boolean isMetBy(double value) {
            return value <= bound;
        }

        @Override
        public String toString() {
            return "≤ " + Goal.text(bound);
        }
    }

    private static String text(double bound) {
        return bound == Math.rint(bound)
                ? Long.toString((long) bound)
                : String.format(Locale.ROOT, "%.2f", bound).replaceAll("0$", "");
    }
}
