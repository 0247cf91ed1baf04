package io.vitrine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * The rounds of two sides, taken in turn (A B A B …), so that whatever the machine does besides befalls both alike.
 */
record Rounds<A, B>(List<A> first, List<B> second) {
    static <A, B> Rounds<A, B> interleave(int rounds, Callable<A> first, Callable<B> second) throws Exception {
        List<A> ofFirst = new ArrayList<>();
        List<B> ofSecond = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ofFirst.add(first.call());
            ofSecond.add(second.call());
        }
        return new Rounds<>(ofFirst, ofSecond);
    }

    static <T> Series series(List<T> rounds, ToDoubleFunction<T> value) {
        return Series.of(rounds.stream().map(value::applyAsDouble).toList());
    }

    /** How many answers were errors, as a note; empty where there were none. */
    static String errors(List<Load> rounds) {
        long errors = rounds.stream().mapToLong(Load::errors).sum();
        return errors == 0 ? "" : errors + " answers were errors";
    }
}
