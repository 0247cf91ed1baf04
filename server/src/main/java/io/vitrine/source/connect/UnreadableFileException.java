package io.vitrine.source.connect;

import java.sql.SQLException;

/** A file or folder of a source that is not there or does not hold what it should; the message says which. */
final class UnreadableFileException extends SQLException {
    UnreadableFileException(String message, Throwable cause) {
        super(message, cause);
    }

    UnreadableFileException(String message) {
        super(message);
    }
}
