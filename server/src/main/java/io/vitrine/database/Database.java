package io.vitrine.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The pool of connections to the directory's PostgreSQL.
 *
 * <p>Safe for use by many threads. A statement outside a transaction commits by itself: one round trip, one commit.
 */
public final class Database implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    /**
     * Longer than the pool rests between two tries to connect, which is five seconds at most: whoever comes after the
     * database came back gets a connection.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Opens a pool on a PostgreSQL 13 or newer.
     *
     * @param address a JDBC URL with everything needed to log in
     * @param connections the most connections that are open at once; group commit makes 32 worth it even on two cores
     */
    public static Database open(DatabaseAddress address, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("directory");
        config.setDataSource(new DirectoryConnections(address));
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(-1);
        return new Database(new HikariDataSource(config));
    }

    /** Runs statements that each commit by themselves. */
    public <T> T withSession(Function<Session, T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.apply(new Session(connection));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * Runs statements that are committed together when {@code work} returns, and undone when it throws.
     *
     * <p>Work that loses a race (deadlock, serialization failure) is run again from its start, so it must have no effect
     * outside the session.
     */
    public <T> T inTransaction(Function<Session, T> work) {
        return repeatedly(() -> attempt(work));
    }

    /**
     * Runs one statement, which commits by itself; one that loses a race is run again. Work may read behind it, as long as
     * that does not throw: it would be run again, too.
     */
    public <T> T withStatement(Function<Session, T> statement) {
        return repeatedly(() -> withSession(statement));
    }

    private static <T> T repeatedly(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (DatabaseException e) {
                if (!e.isRetryable() || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private <T> T attempt(Function<Session, T> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.apply(new Session(connection));
                connection.commit();
                return result;
            } catch (RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** As {@link #inTransaction(Function)}, for work that answers nothing. */
    public void transact(Consumer<Session> work) {
        inTransaction(session -> {
            work.accept(session);
            return true;
        });
    }

    /** Whether the database answers within a second. */
    public boolean isReachable() {
        try (Connection connection = pool.getConnection()) {
            if (connection.isValid(1)) {
                return true;
            }
            // The others died with it, and the pool looks only at those that nobody used for half a second.
            pool.evictConnection(connection);
            pool.getHikariPoolMXBean().softEvictConnections();
            return false;
        } catch (SQLException e) {
            return false;
        }
    }

    /** How the pool is used at a moment; {@code waiting} counts calls that wait for a connection. */
    public record Connections(int active, int idle, int waiting, int most) {}

    /** How the pool is used now. */
    public Connections connections() {
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        return now == null
                ? new Connections(0, 0, 0, pool.getMaximumPoolSize())
                : new Connections(
                        now.getActiveConnections(),
                        now.getIdleConnections(),
                        now.getThreadsAwaitingConnection(),
                        pool.getMaximumPoolSize());
    }

    /** The pool itself, for the migration tool, which wants a {@link javax.sql.DataSource}. */
    javax.sql.DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Tells a database that is away, which passes, from a statement that failed, which is a defect. */
    static RuntimeException failure(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        boolean away = e instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53");
        return away
                ? Refusal.because(
                        ErrorCode.DATABASE_UNAVAILABLE, "The directory's database is away. Try again soon.", e)
                : new DatabaseException(e);
    }
}
