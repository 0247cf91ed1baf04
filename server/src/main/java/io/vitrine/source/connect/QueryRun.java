package io.vitrine.source.connect;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * One statement's way: borrow a connection, begin a session, execute, read; and, once the rows are handed over, end the
 * session.
 *
 * <p>A connection whose statement was stopped is not lent again: a stop that comes late would hit the next statement.
 */
final class QueryRun {
    private final SourceDriver driver;
    private final Watchdog watchdog;
    private final SourceConnection source;
    private final BoundStatement statement;
    private final RunOptions options;
    private final Cancellation cancellation;
    private final RowSink sink;
    private Optional<Used> used = Optional.empty();

    QueryRun(
            SourceDriver driver,
            Watchdog watchdog,
            SourceConnection source,
            BoundStatement statement,
            RunOptions options,
            Cancellation cancellation,
            RowSink sink) {
        this.driver = driver;
        this.watchdog = watchdog;
        this.source = source;
        this.statement = statement;
        this.options = options;
        this.cancellation = cancellation;
        this.sink = sink;
    }

    /**
     * Runs it: again on a new connection where an idle one was found dead, again where the driver knows another way.
     *
     * <p>However it ends, {@link #leave()} is owed then.
     */
    QueryEnd on(SourcePool pool) throws IOException {
        Attempt attempt = driver.firstAttempt(statement.sql(), options.limits());
        boolean fresh = false;
        while (true) {
            try {
                return runIn(begin(pool), attempt);
            } catch (OtherWay other) {
                attempt = other.attempt;
                leave();
            } catch (LostBeforeStart lost) {
                if (fresh) {
                    pool.failed(lost.fault);
                    throw lost.fault.toQueryRefusal(lost);
                }
                // The server has closed an idle connection, as after its restart. Nothing has run: a fresh one may do.
                fresh = true;
                pool.clear();
            }
        }
    }

    private SourcePool.Lease begin(SourcePool pool) throws LostBeforeStart {
        SourcePool.Lease lease = pool.borrow();
        boolean begun = false;
        try {
            driver.begin(lease.connection(), rules());
            begun = true;
            return lease;
        } catch (SQLException e) {
            SourceFault fault = driver.fault(e, "", source.settings().confidential());
            if (fault.cause().isConnection()) {
                throw new LostBeforeStart(fault, e);
            }
            throw fault.toQueryRefusal(e);
        } finally {
            if (!begun) {
                lease.close();
            }
        }
    }

    private SessionRules rules() {
        long rows = options.limits().maxRows();
        return new SessionRules(
                options.limits().timeout(), rows == Long.MAX_VALUE ? rows : rows + 1, options.sessionVariables());
    }

    private QueryEnd runIn(SourcePool.Lease lease, Attempt attempt) throws IOException, OtherWay {
        Connection session = lease.connection();
        Stop stop = new Stop(session);
        cancellation.onCancel(stop::cancel);
        ScheduledFuture<?> alarm = watchdog.after(options.limits().timeout(), stop::timeOut);
        try {
            return stream(session, stop, lease, attempt);
        } catch (SQLException e) {
            Optional<Attempt> other = driver.nextAttempt(attempt, statement.sql(), e);
            if (other.isPresent() && !stop.isRequested()) {
                throw new OtherWay(other.get());
            }
            throw refusal(e, stop, lease);
        } finally {
            cancellation.clear();
            alarm.cancel(false);
            used = Optional.of(new Used(lease, stop.finish()));
        }
    }

    /**
     * Ends the session of what ran, and gives its connection back. Whoever waits for the rows need not wait for this.
     *
     * <p>A connection on which that fails is not lent again.
     */
    void leave() {
        Optional<Used> left = used;
        used = Optional.empty();
        left.ifPresent(this::leave);
    }

    private void leave(Used left) {
        try (SourcePool.Lease lease = left.lease()) {
            Optional<Connection> asNew = driver.end(lease.connection());
            asNew.ifPresent(lease::replaceBy);
            if (asNew.isPresent() && !left.stopped()) {
                lease.reusable();
            }
        } catch (SQLException e) {
            // The pool closes it.
        }
    }

    private Refusal refusal(SQLException e, Stop stop, SourcePool.Lease lease) {
        if (stop.isTimedOut()) {
            return Refusal.because(
                    ErrorCode.QUERY_TIMEOUT,
                    "The statement was stopped after "
                            + seconds(options.limits().timeout()) + " seconds.",
                    e);
        }
        if (cancellation.isCancelled()) {
            return new Refusal(ErrorCode.CLIENT_GONE, "The query is no longer wanted.");
        }
        SourceFault fault = driver.fault(e, statement.sql(), source.settings().confidential());
        if (fault.cause().isConnection()) {
            // Whether the source can still be reached is for the next connection to find out: some statements end their
            // own.
            lease.pool().clear();
        } else {
            lease.pool().answered();
        }
        return fault.toQueryRefusal(e);
    }

    private static String seconds(Duration time) {
        return java.math.BigDecimal.valueOf(time.toMillis(), 3)
                .stripTrailingZeros()
                .toPlainString();
    }

    private QueryEnd stream(Connection session, Stop stop, SourcePool.Lease lease, Attempt attempt)
            throws SQLException, IOException {
        long started = System.nanoTime();
        try (PreparedStatement prepared = execute(session, stop, attempt);
                ResultSet rows = prepared.getResultSet()) {
            lease.pool().answered();
            List<Column> columns = new ArrayList<>();
            ColumnReader[] readers = readers(rows.getMetaData(), columns);
            sink.start(List.copyOf(columns));
            RowLoop loop = new RowLoop(readers, options.limits());
            boolean truncated = loop.run(rows, sink);
            if (truncated && driver.readsRestOnClose() && rows.next()) {
                stop.leaveRest(prepared);
            }
            if (stop.isTimedOut()) {
                // Some functions end without an error when they are stopped.
                throw new SQLException("stopped");
            }
            QueryEnd end = new QueryEnd(loop.rowCount(), truncated, Duration.ofNanos(System.nanoTime() - started));
            sink.end(end);
            return end;
        } catch (IOException e) {
            stop.cancel();
            throw e;
        }
    }

    private PreparedStatement execute(Connection session, Stop stop, Attempt attempt) throws SQLException {
        PreparedStatement prepared = driver.prepare(session, statement, attempt);
        try {
            stop.watch(prepared);
            if (!prepared.execute()) {
                throw new SQLException("The statement returns no rows. Only a query can be run.");
            }
            return prepared;
        } catch (SQLException e) {
            prepared.close();
            throw e;
        }
    }

    private ColumnReader[] readers(ResultSetMetaData metaData, List<Column> columns) throws SQLException {
        ColumnReader[] readers = new ColumnReader[metaData.getColumnCount()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = driver.reader(metaData, i + 1);
            columns.add(
                    new Column(metaData.getColumnLabel(i + 1), readers[i].type(), metaData.getColumnTypeName(i + 1)));
        }
        return readers;
    }

    /** A connection on which something ran, and whether a stop may still be on its way to it. */
    private record Used(SourcePool.Lease lease, boolean stopped) {}

    /** It failed before its first row, and the driver knows another way. */
    private static final class OtherWay extends Exception {
        private final transient Attempt attempt;

        OtherWay(Attempt attempt) {
            super("another way", null, false, false);
            this.attempt = attempt;
        }
    }

    /** The source was not reached, and no statement has been sent. */
    private static final class LostBeforeStart extends Exception {
        private final transient SourceFault fault;

        LostBeforeStart(SourceFault fault, @Nullable Throwable cause) {
            super(fault.message(), cause);
            this.fault = fault;
        }
    }
}
