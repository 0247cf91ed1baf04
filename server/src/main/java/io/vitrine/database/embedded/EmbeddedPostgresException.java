package io.vitrine.database.embedded;

/** The embedded PostgreSQL cannot run here; the message tells the person at the terminal why and what to do. */
public final class EmbeddedPostgresException extends RuntimeException {
    public EmbeddedPostgresException(String message) {
        super(message);
    }

    public EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
