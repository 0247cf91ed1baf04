package io.vitrine.bench;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of the results.
 *
 * @param what is measured
 * @param unit of the measured value and of the limit, such as {@code req/s} or {@code ms}
 * @param measured the rounds of the server
 * @param limit the rounds of what it is held against, interleaved with those of the server
 * @param ratio measured to limit, where there is one
 * @param goal what the ratio should reach; what the measured median should reach, where there is no ratio
 * @param note what the numbers alone do not say
 */
record Figure(
        String what,
        String unit,
        Series measured,
        Optional<Series> limit,
        OptionalDouble ratio,
        Optional<Goal> goal,
        String note) {

    /** A figure held against a limit by its median. */
    static Figure against(String what, String unit, Series measured, Series limit, Goal goal) {
        return new Figure(
                what,
                unit,
                measured,
                Optional.of(limit),
                OptionalDouble.of(measured.median() / limit.median()),
                Optional.of(goal),
                "");
    }

    /** A figure with a bound of its own. */
    static Figure bounded(String what, String unit, Series measured, Goal goal) {
        return new Figure(what, unit, measured, Optional.empty(), OptionalDouble.empty(), Optional.of(goal), "");
    }

    /** A figure that is only told. */
    static Figure told(String what, String unit, Series measured) {
        return new Figure(
                what, unit, measured, Optional.empty(), OptionalDouble.empty(), Optional.empty(), "");
    }

    /** A measurement that could not be made, and why. */
    static Figure missing(String what, String why) {
        return new Figure(
                what, "", Series.NONE, Optional.empty(), OptionalDouble.empty(), Optional.empty(), why);
    }

    /** The same with what it is held against shown beside it; the goal stays one of the measured value. */
    Figure versus(Series limit) {
        return new Figure(what, unit, measured, Optional.of(limit), ratio, goal, note);
    }

    Figure with(String note) {
        if (note.isEmpty()) {
            return this;
        }
        return new Figure(what, unit, measured, limit, ratio, goal, this.note.isEmpty() ? note : this.note + "; " + note);
    }

    /** The same, told without a goal. */
    Figure withoutGoal() {
        return new Figure(what, unit, measured, limit, ratio, Optional.empty(), note);
    }

    /** Whether the goal is met, where there is one and something was measured. */
    Optional<Boolean> met() {
        return measured.isEmpty()
                ? Optional.empty()
                : goal.map(bound -> bound.isMetBy(ratio.orElse(measured.median())));
    }
}
