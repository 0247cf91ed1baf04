package io.vitrine.bench;

import io.vitrine.database.DatabaseAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database of the benches' PostgreSQL.
 *
 * @param name within that server
 */
record DirectoryDatabase(DatabaseAddress address, String name) {
    /** A connection of the bare driver. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), user(), password());
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of the first row. */
    long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** One of PostgreSQL's client programs, which finds the server by its environment. */
    Command command(String program, Path directory, String... arguments) {
        return Command.of(directory, program)
                .and(arguments)
                .with("PGHOST", uri().getHost())
                .with("PGPORT", Integer.toString(uri().getPort()))
                .with("PGUSER", user())
                .with("PGPASSWORD", password())
                .with("PGDATABASE", name);
    }

    /** As an operator gives it to the server. */
    String url() {
        return "postgresql://%s:%s@%s:%d/%s".formatted(user(), password(), uri().getHost(), uri().getPort(), name);
    }

    String host() {
        return uri().getHost();
    }

    int port() {
        return uri().getPort();
    }

    String user() {
        return address.user().orElse("");
    }

    String password() {
        return address.password().orElse("");
    }

    private URI uri() {
        return URI.create(address.jdbcUrl().substring("jdbc:".length()));
    }
}
