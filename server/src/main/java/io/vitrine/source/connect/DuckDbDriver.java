package io.vitrine.source.connect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB: a file, or a folder whose CSV, Parquet and JSON files are tables.
 *
 * <p>The database runs within this process, so it is shut in before the first statement: no other files, no network, no
 * extensions, a memory limit, and its configuration locked. A statement runs on a connection of its own in a
 * {@code READ ONLY} transaction, and only after DuckDB's own parser has called it one query: its driver would run
 * {@code a; b} as two statements, and {@code copy … to} could write where the source's files are.
 *
 * <p>Only files below the folders that the operator allows can be sources.
 */
final class DuckDbDriver implements SourceDriver {
    private static final Pattern SIZE = Pattern.compile("[1-9]\\d{0,5}(MB|GB)");
    private static final long REMEMBERED_STATEMENTS = 10_000;

    private final List<Path> roots;
    private final Cache<String, Boolean> queries =
            Caffeine.newBuilder().maximumSize(REMEMBERED_STATEMENTS).build();

    /**
     * @param roots the folders below which the files of sources may be
     */
    DuckDbDriver(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    @Override
    public SourceKind kind() {
        return SourceKind.DUCKDB;
    }

    @Override
    public boolean runsNativeCode() {
        return true;
    }

    @Override
    public List<ConnectionSetting> settings() {
        return List.of(
                ConnectionSetting.text("path", "File or folder")
                        .asRequired()
                        .asAddress()
                        .withHint("A DuckDB file, or a folder of .csv, .parquet and .json files, on the server."),
                ConnectionSetting.text("memory_limit", "Memory")
                        .withPreset("512MB")
                        .withHint("What this source may use, such as 512MB or 4GB."),
                ConnectionSetting.integer("threads", "Threads").withPreset("2"));
    }

    @Override
    public void check(ConnectionSettings settings) {
        if (!SIZE.matcher(settings.required("memory_limit")).matches()) {
            throw settings.declaration("memory_limit").invalid("must be a size such as 512MB or 4GB");
        }
        if (settings.integer("threads") < 1 || settings.integer("threads") > 256) {
            throw settings.declaration("threads").invalid("must be from 1 to 256");
        }
        place(settings);
    }

    /** The file or folder, with links followed, where it is below an allowed folder. */
    private Path place(ConnectionSettings settings) {
        ConnectionSetting setting = settings.declaration("path");
        try {
            Path path = Path.of(settings.required("path"));
            if (!path.isAbsolute()) {
                throw setting.invalid("must be a path from the root, starting with /");
            }
            // Outside of the allowed folders nothing is said about which files there are.
            Path real = Files.exists(path) ? path.toRealPath() : path.normalize();
            for (Path root : roots) {
                if (real.startsWith(Files.exists(root) ? root.toRealPath() : root.toAbsolutePath())) {
                    return real;
                }
            }
            throw setting.invalid("must be below a folder that this server allows for data files");
        } catch (InvalidPathException | IOException e) {
            throw setting.invalid("must be the path of a file or folder");
        }
    }

    @Override
    public Connector connector(ConnectionSettings settings) {
        return new DuckDbConnector(place(settings), settings.required("memory_limit"), settings.integer("threads"));
    }

    @Override
    public void begin(Connection session, SessionRules rules) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("begin transaction read only");
        }
    }

    @Override
    public PreparedStatement prepare(Connection session, BoundStatement statement, Attempt attempt)
            throws SQLException {
        if (queries.getIfPresent(statement.sql()) == null) {
            refuseAllButOneQuery(session, statement.sql());
            queries.put(statement.sql(), true);
        }
        PreparedStatement prepared = session.prepareStatement(statement.sql());
        for (int i = 0; i < statement.values().size(); i++) {
            BoundValue value = statement.values().get(i);
            if (value instanceof BoundValue.Listed list) {
                prepared.setArray(i + 1, session.createArrayOf(elementType(list), DuckDbColumns.elements(list)));
            } else {
                Binding.bind(prepared, i + 1, value);
            }
        }
        return prepared;
    }

    private static String elementType(BoundValue.Listed list) {
        if (list.values().isEmpty()) {
            return "NULL";
        }
        return switch (list.values().getFirst()) {
            case BoundValue.Whole _ -> "BIGINT";
            case BoundValue.Decimal _ -> "DOUBLE";
            case BoundValue.Bool _ -> "BOOLEAN";
            case BoundValue.Day _ -> "DATE";
            case BoundValue.DateTime _, BoundValue.Moment _ -> "TIMESTAMP";
            case BoundValue.Text _, BoundValue.Listed _, BoundValue.Null _ -> "VARCHAR";
        };
    }

    /** Has DuckDB parse the statement without running it: its serializer takes queries only. */
    private static void refuseAllButOneQuery(Connection session, String sql) throws SQLException {
        try (PreparedStatement parse = session.prepareStatement("""
                select json_extract_string(parsed, '$.error'), json_array_length(parsed, '$.statements'),
                       json_extract_string(parsed, '$.error_type'), json_extract_string(parsed, '$.error_message'),
                       json_extract_string(parsed, '$.position')
                from (select json_serialize_sql(?, skip_null := true, skip_empty := true, skip_default := true) parsed)
                """)) {
            parse.setString(1, sql);
            try (ResultSet rows = parse.executeQuery()) {
                rows.next();
                if ("false".equals(rows.getString(1)) && rows.getInt(2) == 1) {
                    return;
                }
                if ("parser".equals(rows.getString(3))) {
                    throw new DuckDbParseException(rows.getString(4), rows.getInt(5));
                }
                throw new SQLException(
                        rows.getInt(2) > 1
                                ? "Only one statement can be run at a time. Remove what follows the first \";\"."
                                : "Only a query can be run: a SELECT, FROM, VALUES or WITH. A PIVOT needs its values,"
                                        + " as in: on name in ('a', 'b').");
            }
        }
    }

    @Override
    public ColumnReader reader(ResultSetMetaData columns, int column) throws SQLException {
        return DuckDbColumns.of(columns, column);
    }

    @Override
    public Optional<Connection> end(Connection session) throws SQLException {
        try (session) {
            return Optional.of(DuckDbConnector.another(session.unwrap(DuckDBConnection.class)));
        }
    }

    @Override
    public SourceFault fault(SQLException thrown, String sql, List<String> confidential) {
        return DuckDbFaults.of(thrown, sql, confidential);
    }

    @Override
    public String version(Connection session) throws SQLException {
        return "DuckDB " + session.getMetaData().getDatabaseProductVersion();
    }

    @Override
    public String columnsSql(ConnectionSettings settings) {
        return """
                select schema_name, table_name, column_name, data_type
                from duckdb_columns()
                where database_name = '%s' and not internal
                order by schema_name, table_name, column_index
                limit 50000""".formatted(DuckDbConnector.DATABASE);
    }
}
