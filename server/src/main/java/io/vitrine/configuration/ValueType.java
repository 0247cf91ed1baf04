package io.vitrine.configuration;

import java.util.Optional;
import java.util.function.Function;

/**
 * What the text of a setting may be.
 *
 * @param expectation completes the sentence "It must be …"
 * @param reader the value, or nothing where the text is not one
 * @param secret whether the text must never be shown
 */
record ValueType<T>(String expectation, Function<String, Optional<T>> reader, boolean secret) {
    static <T> ValueType<T> open(String expectation, Function<String, Optional<T>> reader) {
        return new ValueType<>(expectation, reader, false);
    }

    static <T> ValueType<T> secret(String expectation, Function<String, Optional<T>> reader) {
        return new ValueType<>(expectation, reader, true);
    }
}
