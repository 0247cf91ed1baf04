package io.vitrine.source.connect;

import java.util.OptionalInt;

/**
 * Why a database refused a statement, and where in it; the cause of a {@link io.vitrine.error.Refusal} with
 * {@link io.vitrine.error.ErrorCode#QUERY_FAILED}, for an editor that underlines the place.
 */
public final class StatementFault extends Exception {
    private final transient OptionalInt position;

    StatementFault(String message, OptionalInt position, Throwable reason) {
        super(message, reason, false, false);
        this.position = position;
    }

    /** The place in the statement's text as it was given, counted in characters from 0, where the database says so. */
    public OptionalInt position() {
        return position;
    }
}
