package io.vitrine.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.CustomerView;
import io.vitrine.database.Database;
import io.vitrine.query.load.FairLimiter;
import io.vitrine.query.result.ColumnarJson;
import io.vitrine.query.template.Origin.Offered;
import io.vitrine.query.template.Value;
import io.vitrine.query.template.VariableCatalog.Declaration;
import io.vitrine.query.template.VariableScope;
import io.vitrine.source.connect.Cancellation;
import io.vitrine.source.connect.ConnectionSettings;
import io.vitrine.source.connect.QueryEnd;
import io.vitrine.source.connect.QueryRunner;
import io.vitrine.source.connect.RowSink;
import io.vitrine.source.connect.RunOptions;
import io.vitrine.source.connect.SourceConnection;
import io.vitrine.source.connect.SourceDrivers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Runs queries for customers: template and variables in, rows out, on the customer's own data source.
 *
 * <p>Safe for use by many threads. Customer and mapping are read afresh each time; results, parsed templates and what the
 * team has set up are kept, under keys that hold everything they depend on.
 */
public final class QueryService {
    private static final long CONNECTIONS_KEPT = 10_000;

    private final Database database;
    private final SourceResolver sources;
    private final QueryPreparation preparation = new QueryPreparation();
    private final SourceDrivers drivers;
    private final QueryRunner runner;
    private final FairLimiter limiter;
    private final ResultCache cache;
    /** Checked once for each revision: the settings of one never change. */
    private final Cache<Revision, SourceConnection> connections =
            Caffeine.newBuilder().maximumSize(CONNECTIONS_KEPT).build();

    /**
     * @param cacheBytes how much memory kept results may take
     */
    public QueryService(
            Database database,
            SourceResolver sources,
            SourceDrivers drivers,
            QueryRunner runner,
            FairLimiter limiter,
            long cacheBytes) {
        this.database = database;
        this.sources = sources;
        this.drivers = drivers;
        this.runner = runner;
        this.limiter = limiter;
        this.cache = new ResultCache(cacheBytes);
    }

    /**
     * Finds the source and binds the values.
     *
     * @param offered what the viewer and the page offer, by who offers it
     * @throws io.vitrine.error.Refusal naming what is wrong with the template, its variables or the mapping
     */
    public PreparedQuery prepare(
            ComputedCustomer customer, DatasetQuery query, Map<Offered, Map<String, Value>> offered) {
        ResolvedSource source = database.withSession(session -> sources.resolve(session, customer, query.schema()));
        return preparation.prepare(source, customer, query, offered);
    }

    /** As {@link #prepare(ComputedCustomer, DatasetQuery, Map)}, for a viewer, without a round trip where it can be. */
    public PreparedQuery prepare(CustomerView view, DatasetQuery query, Map<Offered, Map<String, Value>> offered) {
        return preparation.prepare(sources.resolve(view, query.schema()), view.customer(), query, offered);
    }

    /** Everything that a query of this customer sees. */
    public VariableScope variables(
            ComputedCustomer customer, List<Declaration> declarations, Map<Offered, Map<String, Value>> offered) {
        return database.withSession(session -> preparation.scope(session, customer, declarations, offered));
    }

    /**
     * The whole result as columnar JSON, from the cache where the query allows it.
     *
     * @param asker whose going away stops the query, unless others wait for the same
     */
    public QueryResult columns(PreparedQuery prepared, Asker asker) {
        return cache.get(prepared, asker, cancellation -> {
            ColumnarJson json = new ColumnarJson();
            try {
                stream(prepared, cancellation, json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new QueryResult(json.toBytes(), false);
        });
    }

    /**
     * Runs the query and hands its rows on as they come.
     *
     * @param asker whose going away stops it, also where it still waits for its turn
     * @throws IOException from the sink, which stops the query in the database
     */
    public QueryEnd stream(PreparedQuery prepared, Asker asker, RowSink sink) throws IOException {
        Cancellation cancellation = new Cancellation();
        Runnable lookout = asker.whenGone(cancellation::cancel);
        try {
            return stream(prepared, cancellation, sink);
        } finally {
            lookout.run();
        }
    }

    private QueryEnd stream(PreparedQuery prepared, Cancellation cancellation, RowSink sink) throws IOException {
        ResolvedSource source = prepared.source();
        SourceConnection connection =
                connections.get(new Revision(source.id(), source.revision()), _ -> connection(source));
        try (FairLimiter.Place _ = limiter.enter(
                connection.id(), prepared.customer(), source.allowance().maxConnections(), cancellation)) {
            return runner.run(
                    connection,
                    StatementValues.of(prepared.bound()),
                    new RunOptions(source.allowance().bound(prepared.query().limits())),
                    cancellation,
                    sink);
        }
    }

    private SourceConnection connection(ResolvedSource source) {
        return new SourceConnection(
                Long.toString(source.id()),
                source.revision(),
                ConnectionSettings.read(drivers.of(source.kind()), source.settings()),
                source.allowance().limits());
    }

    /** A data source as it was set up at some time. */
    private record Revision(long source, long revision) {}
}
