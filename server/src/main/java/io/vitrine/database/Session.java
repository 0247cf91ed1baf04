package io.vitrine.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One borrowed connection, and the three things that features do with it: read rows, read one row, write.
 *
 * <p>Parameters are bound by position. Java types map as follows: {@code String} to text, {@code Long}/{@code Integer}
 * to numbers, {@code Boolean}, {@code byte[]} to bytea, {@link Instant} to timestamptz, {@link UUID}, a collection of
 * strings to {@code text[]}, of longs to {@code bigint[]}; an empty {@link Optional} is SQL null. Not safe for use by
 * more than one thread.
 */
public final class Session {
    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    /** All rows of a query, in its order. */
    public <T> List<T> list(String sql, RowMapper<T> mapper, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            Row row = new Row(rows);
            while (rows.next()) {
                result.add(mapper.map(row));
            }
            return result;
        } catch (SQLException e) {
            throw Database.failure(e);
        }
    }

    /** The first row of a query, where there is one. */
    public <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(mapper.map(new Row(rows))) : Optional.empty();
        } catch (SQLException e) {
            throw Database.failure(e);
        }
    }

    /** The row of a query that always has one, such as an {@code insert … returning} or a count. */
    public <T> T one(String sql, RowMapper<T> mapper, Object... parameters) {
        return first(sql, mapper, parameters).orElseThrow(() -> new IllegalStateException("no row: " + sql));
    }

    /** Runs a statement that changes rows; answers how many. */
    public int update(String sql, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw Database.failure(e);
        }
    }

    /** Whether each statement is committed by itself, outside a transaction. */
    public boolean commitsByItself() {
        try {
            return connection.getAutoCommit();
        } catch (SQLException e) {
            throw Database.failure(e);
        }
    }

    /** Runs work in the middle of a transaction; what it wrote is undone when it throws, and the transaction goes on. */
    public <T> T attempt(Supplier<T> work) {
        try {
            Savepoint before = connection.setSavepoint();
            try {
                T result = work.get();
                connection.releaseSavepoint(before);
                return result;
            } catch (RuntimeException e) {
                connection.rollback(before);
                throw e;
            }
        } catch (SQLException e) {
            throw Database.failure(e);
        }
    }

    /** The JDBC connection, for the few places that stream: COPY and cursors. */
    public Connection jdbc() {
        return connection;
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                bind(statement, i + 1, parameters[i]);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, java.sql.Types.NULL);
            case Optional<?> optional -> bind(statement, index, optional.orElse(null));
            case Instant instant -> statement.setObject(index, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            case Collection<?> collection -> statement.setArray(index, array(collection));
            case SqlArray array ->
                statement.setArray(index, connection.createArrayOf(array.elementType(), elements(array)));
            default -> statement.setObject(index, value);
        }
    }

    /** The driver takes a column of bytea as {@code byte[][]} only. */
    private static @Nullable Object[] elements(SqlArray array) {
        return array.elementType().equals("bytea")
                ? Arrays.copyOf(array.elements(), array.elements().length, byte[][].class)
                : array.elements();
    }

    private Array array(Collection<?> values) throws SQLException {
        boolean numbers = !values.isEmpty() && values.iterator().next() instanceof Number;
        return connection.createArrayOf(numbers ? "bigint" : "text", values.toArray());
    }
}
