package io.vitrine.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The values of several rounds of one measurement. */
record Series(List<Double> values) {
    static final Series NONE = new Series(List.of());

    Series {
        values = values.stream().sorted().toList();
    }

    static Series of(double... values) {
        return new Series(Arrays.stream(values).boxed().toList());
    }

    static Series of(Collection<Double> values) {
        return new Series(List.copyOf(values));
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    double median() {
        return percentile(50);
    }

    double least() {
        return values.getFirst();
    }

    double most() {
        return values.getLast();
    }

    /** The value below which that share of the values lies, by linear interpolation; {@code NaN} of no values. */
    double percentile(double percent) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        double place = (values.size() - 1) * percent / 100;
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return values.get(below) + (values.get(above) - values.get(below)) * (place - below);
    }

    /** Half the distance between the extremes, as a share of the median. */
    double spread() {
        return values.size() < 2 || median() == 0 ? 0 : (most() - least()) / 2 / median();
    }
}
