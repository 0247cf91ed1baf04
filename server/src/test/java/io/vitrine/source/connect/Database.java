package io.vitrine.source.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** One real database under test: how to connect, and how it says things. */
record Database(SourceKind kind, Map<String, String> settings, Dialect dialect) {
    private static final SourcePools POOLS = new SourcePools(Databases.DRIVERS);
    static final QueryRunner RUNNER = new QueryRunner(Databases.DRIVERS, POOLS);

    static SourcePools pools() {
        return POOLS;
    }

    SourceConnection source() {
        return source(settings);
    }

    SourceConnection source(Map<String, String> other) {
        return new SourceConnection(
                kind.wireName() + other.hashCode(),
                1,
                ConnectionSettings.read(Databases.DRIVERS.of(kind), other),
                SourceLimits.standard());
    }

    Rows query(String sql, BoundValue... values) {
        return run(new BoundStatement(sql, List.of(values)), RunLimits.panel());
    }

    Rows run(BoundStatement statement, RunLimits limits) {
        Rows rows = new Rows();
        run(statement, limits, new Cancellation(), rows);
        return rows;
    }

    void run(BoundStatement statement, RunLimits limits, Cancellation cancellation, RowSink sink) {
        try {
            RUNNER.run(source(), statement, new RunOptions(limits), cancellation, sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return kind.wireName();
    }
}
