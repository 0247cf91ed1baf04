package io.vitrine.database;

import java.util.Optional;

/**
 * Where the directory's PostgreSQL is and how to log in.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database}, user and password may stand in it
 */
public record DatabaseAddress(String jdbcUrl, Optional<String> user, Optional<String> password) {
    public DatabaseAddress(String jdbcUrl) {
        this(jdbcUrl, Optional.empty(), Optional.empty());
    }

    /** The address without anything secret, fit for a log. */
    @Override
    public String toString() {
        int query = jdbcUrl.indexOf('?');
        return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
    }
}
