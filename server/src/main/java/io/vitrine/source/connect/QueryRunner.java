package io.vitrine.source.connect;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Runs one statement on a source and hands its rows on as they come, in memory that does not grow with their number.
 *
 * <p>The statement runs read-only where the database can, within a time that the database and this server both watch,
 * on a connection on which nothing is left of the run before, and on a thread that it may hold up. Safe for use by many
 * threads.
 */
public final class QueryRunner implements AutoCloseable {
    private final SourceDrivers drivers;
    private final SourcePools pools;
    private final Watchdog watchdog = new Watchdog();
    private final NativeThreads threads = new NativeThreads();

    public QueryRunner(SourceDrivers drivers, SourcePools pools) {
        this.drivers = drivers;
        this.pools = pools;
    }

    /**
     * Runs a statement.
     *
     * @param cancellation stops it in the database when it is cancelled
     * @throws Refusal with {@link ErrorCode#QUERY_FAILED} and the database's own words (its cause is a
     *     {@link StatementFault} that knows the place), {@link ErrorCode#QUERY_TIMEOUT},
     *     {@link ErrorCode#DATA_SOURCE_UNAVAILABLE}, or {@link ErrorCode#OVERLOADED} where no connection becomes free
     * @throws IOException from the sink
     */
    public QueryEnd run(
            SourceConnection source,
            BoundStatement statement,
            RunOptions options,
            Cancellation cancellation,
            RowSink sink)
            throws IOException {
        SourceDriver driver = drivers.of(source.kind());
        RunOptions.checkSessionVariables(driver, options.sessionVariables().keySet());
        SourcePool pool = pools.of(source);
        QueryRun run = new QueryRun(driver, watchdog, source, statement, options, cancellation, sink);
        return driver.runsNativeCode() && Thread.currentThread().isVirtual()
                ? onThreadOfTheSystem(run, pool)
                : onThisThread(run, pool);
    }

    private static QueryEnd onThisThread(QueryRun run, SourcePool pool) throws IOException {
        try {
            return run.on(pool);
        } finally {
            Thread.ofVirtual().name("leave-" + pool.source().id()).start(run::leave);
        }
    }

    private QueryEnd onThreadOfTheSystem(QueryRun run, SourcePool pool) throws IOException {
        CompletableFuture<QueryEnd> end = new CompletableFuture<>();
        threads.run("query-" + pool.source().id(), () -> {
            try {
                end.complete(run.on(pool));
            } catch (Throwable e) {
                end.completeExceptionally(e);
            } finally {
                run.leave();
            }
        });
        try {
            return end.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case IOException ofSink -> throw ofSink;
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    @Override
    public void close() {
        watchdog.close();
        threads.close();
    }
}
