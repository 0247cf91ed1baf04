package io.vitrine.query;

import io.vitrine.access.Caller;
import io.vitrine.database.Database;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import io.vitrine.query.result.RowJson;
import io.vitrine.source.SchemaTable;
import io.vitrine.source.SchemaTables;
import io.vitrine.source.Schemas;
import io.vitrine.source.SealedConnections;
import io.vitrine.source.SourceAllowance;
import io.vitrine.source.connect.BoundStatement;
import io.vitrine.source.connect.Cancellation;
import io.vitrine.source.connect.ConnectionSettings;
import io.vitrine.source.connect.QueryRunner;
import io.vitrine.source.connect.RunLimits;
import io.vitrine.source.connect.RunOptions;
import io.vitrine.source.connect.SourceConnection;
import io.vitrine.source.connect.SourceDrivers;
import io.vitrine.source.connect.SourceKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The first rows of a table, as they stand in a data source, for those who set the data up: nobody's rows are filtered out.
 *
 * <p>Only tables that were read from the source can be named, so that no text of a caller becomes SQL.
 */
public final class TableSample {
    /** The most rows of a sample. */
    public static final int MOST_ROWS = 200;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long MAX_BYTES = 1L << 20;
    private static final int AT_ONCE = 4;

    private final Database database;
    private final Schemas schemas;
    private final SchemaTables tables;
    private final SealedConnections connections;
    private final SourceDrivers drivers;
    private final QueryRunner runner;
    private final Semaphore places = new Semaphore(AT_ONCE);

    public TableSample(
            Database database,
            Schemas schemas,
            SchemaTables tables,
            SealedConnections connections,
            SourceDrivers drivers,
            QueryRunner runner) {
        this.database = database;
        this.schemas = schemas;
        this.tables = tables;
        this.connections = connections;
        this.drivers = drivers;
        this.runner = runner;
    }

    /**
     * Which rows.
     *
     * @param table the table's name, with its namespace in the database where two have the same
     * @param dataSource where they are read from; else the schema's default
     */
    public record Question(long schema, String table, Optional<Long> dataSource, int limit) {}

    private record Place(SourceConnection connection, SourceAllowance allowance, SchemaTable table) {}

    /** The rows as JSON in UTF-8. */
    public byte[] rows(Caller caller, Question question) {
        Place place = database.withSession(session -> place(session, caller, question));
        if (!places.tryAcquire()) {
            throw Refusal.until(ErrorCode.OVERLOADED, "Too many samples are read at this moment.", TIMEOUT);
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            runner.run(
                    place.connection(),
                    new BoundStatement(sql(place, question.limit()), List.of()),
                    new RunOptions(place.allowance().bound(new RunLimits(TIMEOUT, question.limit(), MAX_BYTES))),
                    new Cancellation(),
                    new RowJson(
                            json,
                            end -> Json.object().put("elapsed_ms", end.elapsed().toMillis())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            places.release();
        }
        return json.toByteArray();
    }

    private Place place(Session session, Caller caller, Question question) {
        Optional<Long> preset =
                schemas.get(session, caller.teamId(), question.schema()).defaultDataSourceId();
        long source = question.dataSource()
                .or(() -> preset)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.NO_DATA_SOURCE, "data_source", "The schema has no default data source. Name one."));
        SchemaTable table = table(session, question);
        return session.first(
                        """
                        select s.id, s.kind, s.revision, s.sealed_connection, s.query_timeout_seconds, s.max_connections
                        from data_source s
                          join data_source_visibility_group l on l.data_source_id = s.id and l.visibility_group_id = ?
                        where s.team_id = ? and s.schema_id = ? and s.id = ?""",
                        row -> new Place(connection(row), SourceAllowance.of(row), table),
                        caller.visibilityGroupId(),
                        caller.teamId(),
                        question.schema(),
                        source)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.UNKNOWN_DATA_SOURCE,
                        "data_source",
                        "The schema has no data source " + source + " in this data visibility group."));
    }

    private SourceConnection connection(Row row) throws SQLException {
        SourceKind kind = SourceKind.ofWireName(row.text("kind"));
        Map<String, String> settings = connections.open(row.bytes("sealed_connection"));
        return new SourceConnection(
                Long.toString(row.number("id")),
                row.number("revision"),
                ConnectionSettings.read(drivers.of(kind), settings),
                SourceAllowance.of(row).limits());
    }

    private SchemaTable table(Session session, Question question) {
        List<SchemaTable> named = tables.get(session, question.schema()).tables().stream()
                .filter(table -> table.name().equals(question.table())
                        || (table.databaseSchema() + "." + table.name()).equals(question.table()))
                .toList();
        if (named.size() != 1) {
            throw new Refusal(
                    ErrorCode.NOT_FOUND,
                    "name",
                    named.isEmpty()
                            ? "The schema has no table \"" + question.table() + "\". POST to its :sync where it is new."
                            : "Several tables are called \"" + question.table() + "\". Put the namespace before it.");
        }
        return named.getFirst();
    }

    private static String sql(Place place, int limit) {
        SourceKind kind = place.connection().kind();
        SchemaTable table = place.table();
        String from = (table.databaseSchema().isEmpty() ? "" : quoted(kind, table.databaseSchema()) + ".")
                + quoted(kind, table.name());
        // One row more than is shown says whether there are more. Not every database behind JDBC knows limit.
        return "select * from " + from + (kind == SourceKind.JDBC ? "" : " limit " + (limit + 1));
    }

    private static String quoted(SourceKind kind, String name) {
        return switch (kind) {
            case MYSQL, MARIADB -> "`" + name.replace("`", "``") + "`";
            case POSTGRESQL, DUCKDB, TRINO, JDBC -> "\"" + name.replace("\"", "\"\"") + "\"";
        };
    }
}
