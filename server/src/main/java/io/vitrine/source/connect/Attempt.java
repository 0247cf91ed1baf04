package io.vitrine.source.connect;

/**
 * One way to run a statement, of which a driver may know a second where the first fails before it has given a row.
 *
 * @param texts what the database is told about the type of a bound text
 * @param fetch how its rows are fetched
 */
record Attempt(Texts texts, Fetch fetch) {
    /** What a database is told about the type of a bound text. */
    enum Texts {
        /** Nothing, where the database can find out from what stands beside it, as it does for a quoted literal. */
        INFERRED,
        /** That it is text. */
        TYPED
    }

    /** How rows are fetched. */
    enum Fetch {
        /** Some at a time, so that any number of them fits. */
        IN_STEPS,
        /** All at once, where the driver bounds how many bytes that may be. */
        AT_ONCE
    }

    static Attempt inSteps() {
        return new Attempt(Texts.INFERRED, Fetch.IN_STEPS);
    }

    Attempt with(Texts other) {
        return new Attempt(other, fetch);
    }

    Attempt with(Fetch other) {
        return new Attempt(texts, other);
    }
}
