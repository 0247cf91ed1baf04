package io.vitrine.source.connect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Stops a statement in its database, asked by another thread than the one that runs it.
 *
 * <p>First as the protocol has it; where the statement has not ended three seconds later, the connection is torn down.
 */
final class Stop {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Executor OWN_THREAD = task -> Thread.ofVirtual().start(task);

    private final Connection session;
    private @Nullable PreparedStatement statement;
    private boolean requested;
    private boolean timedOut;
    private boolean left;
    private boolean over;

    Stop(Connection session) {
        this.session = session;
    }

    /** Says which statement is under way; stops it at once where the stop came first. */
    void watch(PreparedStatement prepared) throws SQLException {
        synchronized (this) {
            statement = prepared;
            if (!requested) {
                return;
            }
        }
        throw new SQLException("stopped before it ran");
    }

    /** Stops it because its time is over. */
    void timeOut() {
        synchronized (this) {
            if (over || requested) {
                return;
            }
            timedOut = true;
        }
        cancel();
    }

    /** Stops it because nobody wants it any more. */
    void cancel() {
        PreparedStatement running;
        synchronized (this) {
            if (over || requested) {
                return;
            }
            requested = true;
            running = statement;
        }
        if (running != null) {
            Thread.ofVirtual().name("query-stop").start(() -> stop(running));
        }
    }

    private void stop(PreparedStatement running) {
        try {
            running.cancel();
            Thread.sleep(PATIENCE);
            if (!isOver()) {
                session.abort(OWN_THREAD);
            }
        } catch (SQLException e) {
            abort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void abort() {
        if (!isOver()) {
            try {
                session.abort(OWN_THREAD);
            } catch (SQLException e) {
                // Neither way works; the socket's own time-outs remain.
            }
        }
    }

    /** Stops the statement for its remaining rows, by the thread that reads them. */
    void leaveRest(PreparedStatement prepared) {
        synchronized (this) {
            left = true;
        }
        try {
            prepared.cancel();
        } catch (SQLException e) {
            // Then closing the statement reads them.
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    synchronized boolean isRequested() {
        return requested;
    }

    synchronized boolean isTimedOut() {
        return timedOut;
    }

    /**
     * Says that the statement is over.
     *
     * @return whether a stop was asked for and may still be on its way to the connection
     */
    synchronized boolean finish() {
        over = true;
        return requested || left;
    }
}
