package io.vitrine.source.connect;

import java.sql.SQLException;

/** A dropped-in driver that does not load or does not fit; the message says why. */
final class UnusableDriverException extends SQLException {
    UnusableDriverException(String message) {
        super(message, "08000");
    }

    UnusableDriverException(String message, Throwable cause) {
        super(message, "08000", cause);
    }
}
