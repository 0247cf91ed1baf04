package io.vitrine.source.connect;

import java.sql.SQLException;

/** A statement that DuckDB cannot parse, and where. */
final class DuckDbParseException extends SQLException {
    private final int position;

    DuckDbParseException(String message, int position) {
        super(message);
        this.position = position;
    }

    int position() {
        return position;
    }
}
