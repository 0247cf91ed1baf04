package io.vitrine.database;

import java.sql.SQLException;

/** A statement that the directory's database refused; carries the SQLSTATE so that a store can tell a broken constraint. */
public final class DatabaseException extends RuntimeException {
    private final String sqlState;

    public DatabaseException(SQLException cause) {
        super(cause);
        this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /** The five characters of the SQLSTATE, empty where the driver gave none. */
    public String sqlState() {
        return sqlState;
    }

    /** Whether a unique constraint was broken: the key is taken. */
    public boolean isUniqueViolation() {
        return sqlState.equals("23505");
    }

    /** Whether a foreign key was broken: something referred to is gone, or something is still referred to. */
    public boolean isForeignKeyViolation() {
        return sqlState.equals("23503");
    }

    /** Whether the transaction lost a race (deadlock or serialization failure) and may be tried again as it is. */
    public boolean isRetryable() {
        return sqlState.equals("40P01") || sqlState.equals("40001");
    }
}
