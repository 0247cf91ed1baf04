package io.vitrine.source.connect;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.io.IOException;

/**
 * Runs one statement on a source and hands its rows on as they come, in memory that does not grow with their number.
 *
 * <p>The statement runs read-only where the database can, within a time that the database and this server both watch,
 * on a connection on which nothing is left of the run before. Safe for use by many threads.
 */
public final class QueryRunner implements AutoCloseable {
    private final SourceDrivers drivers;
    private final SourcePools pools;
    private final Watchdog watchdog = new Watchdog();

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
        return new QueryRun(driver, watchdog, source, statement, options, cancellation, sink).on(pool);
    }

    @Override
    public void close() {
        watchdog.close();
    }
}
