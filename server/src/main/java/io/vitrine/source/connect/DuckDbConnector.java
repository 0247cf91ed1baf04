package io.vitrine.source.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * One DuckDB instance for one source, opened at the first connection and closed when it rests.
 *
 * <p>The instance itself is in memory and holds the source as the database {@link #DATABASE}: a file attached read-only,
 * or a schema of views over the files of a folder. So two sources may use one file with settings of their own, and a
 * file that was replaced is seen: before each connection its time and size are compared.
 */
final class DuckDbConnector implements Connector {
    /** The name of the database within the instance. */
    static final String DATABASE = "source";

    private final Path place;
    private final String memoryLimit;
    private final int threads;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable DuckDBConnection instance;
    private String seen = "";

    DuckDbConnector(Path place, String memoryLimit, int threads) {
        this.place = place;
        this.memoryLimit = memoryLimit;
        this.threads = threads;
    }

    @Override
    public Connection connect() throws SQLException {
        lock.lock();
        try {
            String now = state();
            if (instance != null && !seen.equals(now)) {
                rest();
            }
            if (instance == null) {
                instance = open();
                seen = now;
            }
            return another(instance);
        } finally {
            lock.unlock();
        }
    }

    /** A connection to the same instance that remembers nothing of this one. */
    static Connection another(DuckDBConnection connection) throws SQLException {
        Connection another = connection.duplicate();
        try (Statement statement = another.createStatement()) {
            statement.execute("use " + DATABASE);
            return another;
        } catch (SQLException e) {
            another.close();
            throw e;
        }
    }

    @Override
    public void rest() {
        lock.lock();
        try {
            if (instance != null) {
                instance.close();
                instance = null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("an instance of DuckDB does not close", e);
        } finally {
            lock.unlock();
        }
    }

    private DuckDBConnection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        try (Statement statement = connection.createStatement()) {
            if (Files.isDirectory(place)) {
                statement.execute("attach ':memory:' as " + DATABASE);
                statement.execute("use " + DATABASE);
                statement.execute("set allowed_directories = [" + quoted(place + "/") + "]");
                for (Path file : files()) {
                    view(statement, file);
                }
            } else {
                attach(statement);
            }
            statement.execute("set memory_limit = " + quoted(memoryLimit));
            statement.execute("set threads = " + threads);
            statement.execute("set temp_directory = " + quoted(spillDirectory()));
            statement.execute("set max_temp_directory_size = '4GB'");
            statement.execute("set TimeZone = 'UTC'");
            statement.execute("set autoinstall_known_extensions = false");
            statement.execute("set autoload_known_extensions = false");
            statement.execute("set allow_community_extensions = false");
            statement.execute("set enable_external_access = false");
            statement.execute("set lock_configuration = true");
            return connection.unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void attach(Statement statement) throws UnreadableFileException {
        try {
            statement.execute("attach " + quoted(place.toString()) + " as " + DATABASE + " (read_only)");
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            throw new UnreadableFileException(
                    message.contains("lock") || message.contains("already attached")
                            ? "The file is open for writing elsewhere. DuckDB lets one process write or many read."
                            : "The file is not a database that this version of DuckDB can read.",
                    e);
        }
    }

    private static void view(Statement statement, Path file) throws UnreadableFileException {
        String name = String.valueOf(file.getFileName());
        String reader = switch (extension(name)) {
            case "parquet" -> "read_parquet";
            case "json", "ndjson", "jsonl" -> "read_json";
            default -> "read_csv";
        };
        String table = name.replaceFirst("(?i)(\\.(csv|tsv|parquet|json|ndjson|jsonl))(\\.(gz|zst))?$", "");
        try {
            statement.execute("create or replace view \"" + table.replace("\"", "\"\"") + "\" as select * from "
                    + reader + "(" + quoted(file.toString()) + ")");
        } catch (SQLException e) {
            throw new UnreadableFileException(
                    "The file " + name + " cannot be read as a table: "
                            + FaultText.firstLine(String.valueOf(e.getMessage()), List.of(file.getParent() + "/")),
                    e);
        }
    }

    private static String extension(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst)$", "");
        return plain.substring(plain.lastIndexOf('.') + 1);
    }

    private List<Path> files() throws UnreadableFileException {
        try (Stream<Path> entries = Files.list(place)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> switch (extension(String.valueOf(file.getFileName()))) {
                        case "csv", "tsv", "parquet", "json", "ndjson", "jsonl" -> true;
                        default -> false;
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UnreadableFileException("The folder cannot be read.", e);
        }
    }

    /** Names, sizes and times of the files; a file that was replaced or added makes another one. */
    @Override
    public String state() throws UnreadableFileException {
        if (!Files.exists(place)) {
            throw new UnreadableFileException("There is no such file or folder.");
        }
        StringBuilder text = new StringBuilder();
        try {
            for (Path file : Files.isDirectory(place) ? files() : List.of(place)) {
                text.append(file.getFileName())
                        .append(':')
                        .append(Files.size(file))
                        .append(':')
                        .append(Files.getLastModifiedTime(file).toMillis())
                        .append('\n');
            }
        } catch (IOException e) {
            throw new UnreadableFileException("The files cannot be read.", e);
        }
        return text.toString();
    }

    private static String spillDirectory() {
        return Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "vitrine-duckdb-" + ProcessHandle.current().pid())
                .toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
