package io.vitrine.source.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class QueryRunTest {
    /** Some drivers do not close a connection on which a transaction is open. */
    @Test
    void theSessionOfAStatementThatWasStoppedIsEndedBeforeItsConnectionIsClosed() throws InterruptedException {
        Database postgres = Databases.postgres();
        AtomicInteger ended = new AtomicInteger();
        SourceDriver driver = new Counting(Databases.DRIVERS.of(SourceKind.POSTGRESQL), ended);
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        try (Watchdog watchdog = new Watchdog();
                SourcePool pool = new SourcePool(postgres.source(), driver)) {
            QueryRun run = new QueryRun(
                    driver,
                    watchdog,
                    postgres.source(),
                    new BoundStatement("select 1", List.of()),
                    new RunOptions(RunLimits.panel()),
                    cancellation,
                    new Rows());

            Refusal refusal = Refusals.of(() -> run.on(pool));
            run.leave();

            assertThat(refusal.code()).isEqualTo(ErrorCode.CLIENT_GONE);
            assertThat(ended).hasValue(1);
            // Closed at once, and no other is made for nobody.
            for (int tries = 0; pool.open() > 0 && tries < 2_000; tries++) {
                Thread.sleep(5);
            }
            assertThat(pool.open()).isZero();
        }
    }

    /** A driver that tells how many sessions were ended. */
    private record Counting(SourceDriver real, AtomicInteger ended) implements SourceDriver {
        @Override
        public SourceKind kind() {
            return real.kind();
        }

        @Override
        public List<ConnectionSetting> settings() {
            return real.settings();
        }

        @Override
        public Connector connector(ConnectionSettings settings) {
            return real.connector(settings);
        }

        @Override
        public void begin(Connection session, SessionRules rules) throws SQLException {
            real.begin(session, rules);
        }

        @Override
        public PreparedStatement prepare(Connection session, BoundStatement statement, Attempt attempt)
                throws SQLException {
            return real.prepare(session, statement, attempt);
        }

        @Override
        public ColumnReader reader(ResultSetMetaData columns, int column) throws SQLException {
            return real.reader(columns, column);
        }

        @Override
        public Optional<Connection> end(Connection session) throws SQLException {
            ended.incrementAndGet();
            return real.end(session);
        }

        @Override
        public SourceFault fault(SQLException thrown, String sql, List<String> confidential) {
            return real.fault(thrown, sql, confidential);
        }

        @Override
        public String version(Connection session) throws SQLException {
            return real.version(session);
        }

        @Override
        public String columnsSql(ConnectionSettings settings) {
            return real.columnsSql(settings);
        }
    }
}
