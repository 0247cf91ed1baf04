package io.vitrine.source.connect;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tries a connection: says the database's version and lists its tables within five seconds, or says what is wrong and
 * which setting to look at.
 */
public final class SourceProbe {
    private static final Duration PATIENCE = Duration.ofMillis(4_800);
    private static final int MAX_COLUMNS = 49_999;

    private final SourceDrivers drivers;

    public SourceProbe(SourceDrivers drivers) {
        this.drivers = drivers;
    }

    /**
     * Connects once, outside of any pool.
     *
     * @throws Refusal with {@link ErrorCode#DATA_SOURCE_UNAVAILABLE} at the setting that is most likely wrong
     */
    public ProbeResult probe(ConnectionSettings settings) {
        CompletableFuture<ProbeResult> result = new CompletableFuture<>();
        SourceDriver driver = drivers.of(settings.kind());
        Thread probing = driver.threads().name("source-probe").start(() -> {
            try {
                result.complete(connectAndList(driver, settings));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            probing.interrupt();
            throw noAnswer(driver).toSetupRefusal(settings);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(ErrorCode.OVERLOADED, "The server is shutting down.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : new IllegalStateException(e.getCause());
        }
    }

    private static SourceFault noAnswer(SourceDriver driver) {
        return driver.runsNativeCode()
                ? new SourceFault(
                        SourceFault.Cause.FILE,
                        "The files could not be read within five seconds. Point it at fewer of them, or at Parquet.")
                : new SourceFault(
                        SourceFault.Cause.NO_ANSWER,
                        "The server does not answer within five seconds. Check the host, the port and the firewalls"
                                + " between.");
    }

    private static ProbeResult connectAndList(SourceDriver driver, ConnectionSettings settings) {
        long started = System.nanoTime();
        SessionRules rules = new SessionRules(PATIENCE, Long.MAX_VALUE, java.util.Map.of());
        try (Connector connector = driver.connector(settings);
                Connection session = connector.connect()) {
            driver.begin(session, rules);
            List<ProbeResult.Table> tables = new ArrayList<>();
            RowLoop loop;
            boolean truncated;
            try (var prepared = driver.prepare(
                    session, new BoundStatement(driver.columnsSql(settings), List.of()), Attempt.inSteps())) {
                prepared.execute();
                try (var rows = prepared.getResultSet()) {
                    ColumnReader[] texts = {
                        StandardColumns.STRING, StandardColumns.STRING, StandardColumns.STRING, StandardColumns.STRING
                    };
                    loop = new RowLoop(texts, new RunLimits(PATIENCE, MAX_COLUMNS, Long.MAX_VALUE));
                    truncated = loop.run(rows, new TableSink(tables));
                }
            }
            String version = driver.version(session);
            // Some drivers do not close a connection on which a transaction is open.
            Optional<Connection> left = driver.end(session);
            if (left.isPresent()) {
                left.get().close();
            }
            return new ProbeResult(
                    version, Duration.ofNanos(System.nanoTime() - started), List.copyOf(tables), truncated);
        } catch (SQLException e) {
            throw driver.fault(e, driver.columnsSql(settings), settings.confidential())
                    .toSetupRefusal(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gathers the columns of each table, which come one after the other. */
    private static final class TableSink implements RowSink {
        private final List<ProbeResult.Table> tables;
        private List<ProbeResult.TableColumn> columns = new ArrayList<>();

        TableSink(List<ProbeResult.Table> tables) {
            this.tables = tables;
        }

        @Override
        public void start(List<Column> header) {}

        @Override
        public void row(@Nullable Object[] values) {
            String schema = String.valueOf(values[0]);
            String name = String.valueOf(values[1]);
            boolean same = !tables.isEmpty()
                    && tables.getLast().schema().equals(schema)
                    && tables.getLast().name().equals(name);
            if (!same) {
                columns = new ArrayList<>();
                tables.add(new ProbeResult.Table(schema, name, columns));
            }
            columns.add(new ProbeResult.TableColumn(String.valueOf(values[2]), String.valueOf(values[3])));
        }

        @Override
        public void end(QueryEnd end) {}
    }
}
