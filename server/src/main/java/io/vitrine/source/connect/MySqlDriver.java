package io.vitrine.source.connect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/**
 * MySQL and MariaDB, whose protocols one driver speaks.
 *
 * <p>A statement runs in a {@code READ ONLY} transaction of a session whose transactions are read-only by default, with
 * values bound on the server. Afterwards the connection is reset in the protocol, which removes user variables, session
 * variables, temporary tables, locks and prepared statements; everything that a session needs is therefore set anew at
 * each {@link #begin}, the character set first of all: a reset puts the server's own back.
 */
final class MySqlDriver implements SourceDriver {
    private static final int FETCH_ROWS = 1_000;

    /** Templates are read with these two off: they change what is a string. */
    private static final String SQL_MODE =
            "sql_mode=replace(replace(@@sql_mode, 'ANSI_QUOTES', ''), 'NO_BACKSLASH_ESCAPES', '')";

    private final SourceKind kind;
    private final NetworkGuard guard;

    MySqlDriver(SourceKind kind, NetworkGuard guard) {
        this.kind = kind;
        this.guard = guard;
    }

    @Override
    public SourceKind kind() {
        return kind;
    }

    @Override
    public List<ConnectionSetting> settings() {
        return List.of(
                Settings.host(),
                Settings.port(3306),
                ConnectionSetting.text("database", "Database").asRequired(),
                Settings.user(),
                Settings.password(),
                Settings.sslMode(),
                Settings.caCertificate(),
                ConnectionSetting.bool("allow_public_key_retrieval", "Allow public key retrieval")
                        .withPreset("false")
                        .withHint(
                                "Lets MySQL 8 send the key that the password is encrypted with when there is no TLS."),
                ConnectionSetting.bool("tinyint1_is_boolean", "TINYINT(1) is boolean")
                        .withPreset("true")
                        .withHint("Turn off where such columns hold numbers other than 0 and 1."),
                ConnectionSetting.bool("compression", "Compression").withPreset("false"));
    }

    @Override
    public void check(ConnectionSettings settings) {
        Settings.checkAddress(settings);
        Settings.checkCertificate(settings);
    }

    @Override
    public Connector connector(ConnectionSettings settings) {
        String url = "jdbc:mariadb://" + Settings.authority(settings) + "/"
                + URLEncoder.encode(settings.required("database"), StandardCharsets.UTF_8)
                        .replace("+", "%20");
        Properties properties = new Properties();
        properties.setProperty("user", settings.required("user"));
        settings.text("password").ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("sslMode", sslMode(settings.required("ssl_mode")));
        settings.text("ca_certificate").ifPresent(pem -> properties.setProperty("serverSslCert", pem));
        properties.setProperty("allowPublicKeyRetrieval", settings.required("allow_public_key_retrieval"));
        properties.setProperty("tinyInt1isBit", settings.required("tinyint1_is_boolean"));
        properties.setProperty("transformedBitIsBoolean", "true");
        properties.setProperty("yearIsDateType", "false");
        properties.setProperty("useCompression", settings.required("compression"));
        properties.setProperty("socketFactory", GuardedSockets.of(guard).getName());
        properties.setProperty("connectTimeout", "5000");
        properties.setProperty("useServerPrepStmts", "true");
        properties.setProperty("cachePrepStmts", "false");
        properties.setProperty("useResetConnection", "true");
        properties.setProperty("allowLocalInfile", "false");
        properties.setProperty("allowMultiQueries", "false");
        // A server may not send us to another one that the guard and the settings know nothing of.
        properties.setProperty("permitRedirect", "false");
        properties.setProperty("fallbackToSystemKeyStore", "false");
        properties.setProperty(
                "restrictedAuth",
                "mysql_native_password,caching_sha2_password,client_ed25519,parsec,"
                        + "sha256_password,mysql_clear_password");
        return new Connector() {
            private final Driver driver = new Driver();

            @Override
            public Connection connect() throws SQLException {
                Connection connection = driver.connect(url, properties);
                if (connection == null) {
                    throw new SQLException("the driver does not take " + kind.wireName() + " URLs");
                }
                return connection;
            }
        };
    }

    private static String sslMode(String mode) {
        return switch (mode) {
            case "prefer" -> "allow";
            case "require" -> "trust";
            default -> mode;
        };
    }

    @Override
    public void begin(Connection session, SessionRules rules) throws SQLException {
        boolean mariadb = session.getMetaData().getDatabaseProductName().equals("MariaDB");
        long millis = Math.max(1, rules.timeout().toMillis());
        String timeout = mariadb
                ? "max_statement_time=" + millis / 1000 + "." + String.format("%03d", millis % 1000)
                : "max_execution_time=" + millis;
        long limit = rules.fetchLimit();
        String rows = limit == Long.MAX_VALUE ? "" : ", sql_select_limit=" + limit;
        try (Statement statement = session.createStatement()) {
            statement.execute("set names utf8mb4, time_zone='+00:00', " + SQL_MODE + ", " + timeout + rows
                    + (mariadb ? ", tx_read_only=1" : ", transaction_read_only=1"));
            statement.execute("start transaction read only");
        }
    }

    @Override
    public PreparedStatement prepare(Connection session, BoundStatement statement, Attempt attempt)
            throws SQLException {
        PreparedStatement prepared = session.prepareStatement(statement.sql());
        prepared.setFetchSize(FETCH_ROWS);
        Binding.bind(prepared, statement.values());
        return prepared;
    }

    @Override
    public boolean readsRestOnClose() {
        return true;
    }

    @Override
    public ColumnReader reader(ResultSetMetaData columns, int column) throws SQLException {
        return MySqlColumns.of(columns, column);
    }

    @Override
    public Optional<Connection> end(Connection session) throws SQLException {
        org.mariadb.jdbc.Connection connection = session.unwrap(org.mariadb.jdbc.Connection.class);
        connection.reset();
        // The one thing that a reset leaves as it is.
        connection.setCatalog(connection.getContext().getConf().database());
        return Optional.of(session);
    }

    @Override
    public SourceFault fault(SQLException thrown, String sql, List<String> confidential) {
        return switch (thrown.getErrorCode()) {
            case 1969, 3024 ->
                new SourceFault(SourceFault.Cause.TIMEOUT, "The statement ran out of its time and was stopped.");
            case 1044, 1045, 1698, 1862, 3118, 3955 ->
                new SourceFault(SourceFault.Cause.LOGIN, "The server refuses the user or the password.");
            case 1049 -> new SourceFault(SourceFault.Cause.UNKNOWN_DATABASE, "There is no such database.");
            case 1040, 1203, 1226 -> new SourceFault(SourceFault.Cause.BUSY, "The database has no connection left.");
            default -> FaultText.network(thrown).orElseGet(() -> other(thrown, confidential));
        };
    }

    private static SourceFault other(SQLException thrown, List<String> confidential) {
        String raw = String.valueOf(thrown.getMessage()).replaceFirst("^\\(conn=\\d+\\) ", "");
        String text = FaultText.firstLine(raw, confidential);
        if (text.contains("ssl not enabled")) {
            return new SourceFault(
                    SourceFault.Cause.TLS, "The server has no TLS. Set ssl_mode to \"disable\" or \"prefer\".");
        }
        String state = thrown.getSQLState() == null ? "" : thrown.getSQLState();
        return state.startsWith("08")
                ? new SourceFault(SourceFault.Cause.LOST, "The connection to the database was lost.")
                : new SourceFault(SourceFault.Cause.STATEMENT, text);
    }

    @Override
    public String version(Connection session) throws SQLException {
        return session.getMetaData().getDatabaseProductName() + " "
                + session.getMetaData().getDatabaseProductVersion();
    }

    @Override
    public String columnsSql(ConnectionSettings settings) {
        return """
                select table_schema, table_name, column_name, column_type
                from information_schema.columns
                where table_schema not in ('information_schema', 'mysql', 'performance_schema', 'sys')
                order by table_schema <> database(), table_schema, table_name, ordinal_position
                limit 50000""";
    }
}
