package io.vitrine.source.connect;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/**
 * The connections to one revision of one source: none until one is wanted, no more than its limit, none for long after
 * the last was wanted.
 *
 * <p>A connection is made for whoever wants it while they wait, so that they learn at once why it cannot be; a thread
 * of its own makes it, for a network that swallows packets would hold the caller far longer than he is ready to wait.
 */
final class SourcePool implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TRUSTED_IDLE = Duration.ofSeconds(1);

    private final SourceConnection source;
    private final SourceDriver driver;
    private final Connector connector;
    private final Breaker breaker = new Breaker(System::nanoTime);
    private final AtomicInteger open = new AtomicInteger();
    private final GenericObjectPool<Place> pool;

    SourcePool(SourceConnection source, SourceDriver driver) {
        this.source = source;
        this.driver = driver;
        this.connector = driver.connector(source.settings());
        GenericObjectPoolConfig<Place> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(source.limits().connections());
        config.setMaxIdle(source.limits().connections());
        config.setMinIdle(0);
        config.setMaxWait(source.limits().borrowTimeout());
        config.setFairness(true);
        config.setTestOnBorrow(true);
        config.setMinEvictableIdleDuration(source.limits().idleTimeout());
        config.setTimeBetweenEvictionRuns(source.limits().idleTimeout().dividedBy(2));
        config.setNumTestsPerEvictionRun(-1);
        config.setJmxEnabled(false);
        this.pool = new GenericObjectPool<>(new Connections(), config);
    }

    SourceConnection source() {
        return source;
    }

    /** The connections that are open now, lent or idle. */
    int open() {
        return open.get();
    }

    /**
     * Lends a connection.
     *
     * @throws Refusal with {@link ErrorCode#DATA_SOURCE_UNAVAILABLE} where none can be made, {@link ErrorCode#OVERLOADED}
     *     where none becomes free in time
     */
    Lease borrow() {
        if (pool.getNumIdle() == 0) {
            breaker.admit();
        }
        try {
            return new Lease(pool.borrowObject());
        } catch (SQLException e) {
            SourceFault fault = driver.fault(e, "", source.settings().confidential());
            failed(fault);
            throw fault.toQueryRefusal(e);
        } catch (NoSuchElementException e) {
            throw Refusal.until(
                    ErrorCode.OVERLOADED,
                    "All connections of this data source are busy. Try again soon.",
                    Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.until(ErrorCode.OVERLOADED, "The server is shutting down.", Duration.ofSeconds(5));
        } catch (IllegalStateException e) {
            // The pool was closed between the lookup and now: the source has changed or is gone.
            throw Refusal.until(
                    ErrorCode.DATA_SOURCE_UNAVAILABLE, "The data source has just changed.", Duration.ofSeconds(1));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Notes that the source has answered a statement, be it with an error. */
    void answered() {
        breaker.succeeded();
    }

    /** Notes that the source could not be reached, so that the next are told at once. */
    void failed(SourceFault fault) {
        if (fault.cause() != SourceFault.Cause.BUSY) {
            breaker.failed(fault);
        }
    }

    /** Closes the idle connections: they may be as dead as the one that was just found to be. */
    void clear() {
        pool.clear();
    }

    /** Closes what is idle now, and what is lent when it comes back. */
    @Override
    public void close() {
        pool.close();
        if (open.get() == 0) {
            connector.close();
        }
    }

    /** One of the connections that the pool may have: which one that is now, and what the source was when it was made. */
    private static final class Place {
        private final String state;
        private volatile Connection connection;
        private volatile boolean spent;

        Place(String state, Connection connection) {
            this.state = state;
            this.connection = connection;
        }
    }

    /** A connection that is lent to one run. Not safe for use by many threads. */
    final class Lease implements AutoCloseable {
        private final Place place;
        private boolean reusable;

        private Lease(Place place) {
            this.place = place;
        }

        Connection connection() {
            return place.connection;
        }

        /** Says which connection the pool has from now on: the one that was lent, or another where that is closed. */
        void replaceBy(Connection asNew) {
            place.connection = asNew;
        }

        /** Says that the connection is as good as new. */
        void reusable() {
            reusable = true;
        }

        SourcePool pool() {
            return SourcePool.this;
        }

        /** Gives the connection back, which is closed where nobody said that it is {@link #reusable()}. */
        @Override
        public void close() {
            // Not by invalidateObject, which makes another connection at once, whether or not somebody wants one.
            place.spent = !reusable;
            pool.returnObject(place);
        }
    }

    private final class Connections extends BasePooledObjectFactory<Place> {
        @Override
        public Place create() throws SQLException {
            CompletableFuture<Place> made = new CompletableFuture<>();
            driver.threads().name("connect-" + source.id()).start(() -> {
                try {
                    String state = connector.state();
                    Place place = new Place(state, connector.connect());
                    if (!made.complete(place)) {
                        closeQuietly(place.connection);
                    }
                } catch (Throwable e) {
                    made.completeExceptionally(e);
                }
            });
            try {
                Place place = made.get(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                open.incrementAndGet();
                return place;
            } catch (TimeoutException e) {
                made.cancel(false);
                throw new SQLException("connecting took too long", "08001", e);
            } catch (InterruptedException e) {
                made.cancel(false);
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted", "08001", e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
            }
        }

        @Override
        public PooledObject<Place> wrap(Place place) {
            return new DefaultPooledObject<>(place);
        }

        @Override
        public boolean validateObject(PooledObject<Place> pooled) {
            try {
                return pooled.getObject().state.equals(connector.state())
                        && (pooled.getIdleDuration().compareTo(TRUSTED_IDLE) < 0
                                || pooled.getObject().connection.isValid(2));
            } catch (SQLException e) {
                return false;
            }
        }

        /** Refuses one that is not to be lent again, which has the pool close it. */
        @Override
        public void passivateObject(PooledObject<Place> pooled) throws SQLException {
            if (pooled.getObject().spent) {
                throw new SQLException("not to be lent again");
            }
        }

        /** Closes on a thread of its own: saying goodbye to a dead server may take long. */
        @Override
        public void destroyObject(PooledObject<Place> pooled) {
            driver.threads().name("close-" + source.id()).start(() -> {
                closeQuietly(pooled.getObject().connection);
                if (open.decrementAndGet() == 0) {
                    if (pool.isClosed()) {
                        connector.close();
                    } else {
                        connector.rest();
                    }
                }
            });
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is of no more use to us either way.
        }
    }
}
