package io.vitrine.testing;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A statement that must hold for every value that a generator makes.
 *
 * <p>Each run has a seed of its own, which a failure names; {@code -Dproperty.seed=N} repeats it.
 */
public final class Property {
    private Property() {}

    /** Makes {@code runs} values and hands each to a check that throws where it does not hold. */
    public static <T> void forAll(int runs, Function<RandomGenerator, T> generator, Consumer<T> check) {
        long seed = Long.getLong("property.seed", System.nanoTime());
        for (int run = 0; run < runs; run++) {
            T value = generator.apply(new SplittableRandom(seed + run));
            try {
                check.accept(value);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "Does not hold for run " + run + " of seed " + seed + " (repeat with -Dproperty.seed="
                                + (seed + run) + "): " + value,
                        e);
            }
        }
    }

    /** One of the given values. */
    @SafeVarargs
    public static <T> T oneOf(RandomGenerator random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
