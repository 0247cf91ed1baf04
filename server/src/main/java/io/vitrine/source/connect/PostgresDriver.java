package io.vitrine.source.connect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * PostgreSQL and what speaks its protocol.
 *
 * <p>A statement runs in a {@code READ ONLY} transaction that a query has already been part of, after which PostgreSQL
 * lets nothing make it read-write; time-out, time zone and session variables are set for that transaction alone. It is
 * always rolled back, and {@code DISCARD ALL} then removes what a rollback leaves: advisory locks, prepared statements,
 * sequence state. The driver would run {@code a; b} as two statements, the first of which could end the transaction, so
 * its own splitter is asked first.
 */
final class PostgresDriver implements SourceDriver {
    /** Custom settings only, such as {@code app.customer_id}: never one that changes how the database works. */
    static final Pattern SESSION_VARIABLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}(\\.[a-z_][a-z0-9_]{0,62}){1,3}");

    private static final String INDETERMINATE_DATATYPE = "42P18";

    private static final long MOST_ROWS_AT_ONCE = 100_000;

    private final NetworkGuard guard;
    private final Cache<String, Boolean> large =
            Caffeine.newBuilder().maximumSize(1_000).build();

    PostgresDriver(NetworkGuard guard) {
        this.guard = guard;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.POSTGRESQL;
    }

    @Override
    public List<ConnectionSetting> settings() {
        return List.of(
                Settings.host(),
                Settings.port(5432),
                ConnectionSetting.text("database", "Database").asRequired(),
                Settings.user(),
                Settings.password(),
                Settings.sslMode(),
                Settings.caCertificate(),
                ConnectionSetting.text("schemas", "Search path")
                        .withHint("Schemas where unqualified tables are looked for, separated by commas."),
                ConnectionSetting.text("application_name", "Application name").withPreset("vitrine"));
    }

    @Override
    public void check(ConnectionSettings settings) {
        Settings.checkAddress(settings);
        Settings.checkCertificate(settings);
    }

    @Override
    public Connector connector(ConnectionSettings settings) {
        PemFile certificate = PemFile.of(settings.text("ca_certificate"));
        String url = "jdbc:postgresql://" + Settings.authority(settings) + "/"
                + URLEncoder.encode(settings.required("database"), StandardCharsets.UTF_8)
                        .replace("+", "%20");
        Properties properties = new Properties();
        properties.setProperty("user", settings.required("user"));
        // Absent, the driver would look for one in the home directory of the server's user.
        properties.setProperty("password", settings.text("password").orElse(""));
        settings.text("schemas").ifPresent(schemas -> properties.setProperty("currentSchema", schemas));
        properties.setProperty("sslmode", settings.required("ssl_mode"));
        properties.setProperty("sslcert", "");
        properties.setProperty("sslkey", "");
        if (certificate.path().isPresent()) {
            properties.setProperty("sslrootcert", certificate.path().orElse(""));
        } else if (settings.required("ssl_mode").startsWith("verify")) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("jaasLogin", "false");
        properties.setProperty("ApplicationName", settings.required("application_name"));
        properties.setProperty("socketFactory", GuardedSockets.of(guard).getName());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("cancelSignalTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        // Server-side statements would not survive DISCARD ALL, nor a pooler between us and the server.
        properties.setProperty("prepareThreshold", "0");
        // Wide rows are fetched fewer at a time, so that memory stays bounded whatever the width.
        properties.setProperty("adaptiveFetch", "true");
        properties.setProperty("adaptiveFetchMaximum", "10000");
        properties.setProperty("defaultRowFetchSize", "30");
        properties.setProperty("maxResultBuffer", "16M");
        // Has the driver send what it would set with statements, which DISCARD ALL undoes, when it logs in.
        properties.setProperty("assumeMinServerVersion", "9.0");
        return new Connector() {
            private final Driver driver = new Driver();

            @Override
            public Connection connect() throws SQLException {
                Connection connection = driver.connect(url, properties);
                if (connection == null) {
                    throw new SQLException("the driver does not take " + kind().wireName() + " URLs");
                }
                return connection;
            }

            @Override
            public void close() {
                certificate.delete();
            }
        };
    }

    @Override
    public boolean takesSessionVariables() {
        return true;
    }

    @Override
    public void begin(Connection session, SessionRules rules) throws SQLException {
        session.setAutoCommit(false);
        session.setReadOnly(true);
        StringBuilder sql = new StringBuilder(
                "select set_config('statement_timeout', ?, true), set_config('TimeZone', 'UTC', true),"
                        + " set_config('standard_conforming_strings', 'on', true)");
        rules.variables().forEach((_, _) -> sql.append(", set_config(?, ?, true)"));
        try (PreparedStatement statement = session.prepareStatement(sql.toString())) {
            int index = 1;
            statement.setString(
                    index++, Long.toString(Math.max(1, rules.timeout().toMillis())));
            for (Map.Entry<String, String> variable : rules.variables().entrySet()) {
                if (!SESSION_VARIABLE.matcher(variable.getKey()).matches()) {
                    throw new SQLException("not a custom setting: " + variable.getKey());
                }
                statement.setString(index++, variable.getKey());
                statement.setString(index++, variable.getValue());
            }
            statement.execute();
        }
    }

    @Override
    public PreparedStatement prepare(Connection session, BoundStatement statement, Attempt attempt)
            throws SQLException {
        if (split(statement.sql()).size() > 1) {
            throw new SQLException("Only one statement can be run at a time. Remove what follows the first \";\".");
        }
        PreparedStatement prepared = session.prepareStatement(statement.sql());
        if (attempt.fetch() == Attempt.Fetch.AT_ONCE) {
            prepared.setFetchSize(0);
        }
        for (int i = 0; i < statement.values().size(); i++) {
            PostgresBinding.bind(prepared, i + 1, statement.values().get(i), attempt.texts());
        }
        return prepared;
    }

    private static List<NativeQuery> split(String sql) throws SQLException {
        return Parser.parseJdbcSql(sql, true, true, true, false, true);
    }

    /**
     * A panel's rows come all at once: PostgreSQL runs nothing in parallel for a client that fetches in steps. What
     * turned out too large for that once is fetched in steps from then on.
     */
    @Override
    public Attempt firstAttempt(String sql, RunLimits limits) {
        boolean small = limits.maxRows() <= MOST_ROWS_AT_ONCE && large.getIfPresent(sql) == null;
        return small ? Attempt.inSteps().with(Attempt.Fetch.AT_ONCE) : Attempt.inSteps();
    }

    @Override
    public Optional<Attempt> nextAttempt(Attempt failed, String sql, SQLException failure) {
        if (failed.fetch() == Attempt.Fetch.AT_ONCE && exceedsBuffer(failure)) {
            large.put(sql, true);
            return Optional.of(failed.with(Attempt.Fetch.IN_STEPS));
        }
        boolean untyped =
                failed.texts() == Attempt.Texts.INFERRED && INDETERMINATE_DATATYPE.equals(failure.getSQLState());
        return untyped ? Optional.of(failed.with(Attempt.Texts.TYPED)) : Optional.empty();
    }

    private static boolean exceedsBuffer(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("maxResultBuffer")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public ColumnReader reader(ResultSetMetaData columns, int column) throws SQLException {
        return PostgresColumns.of(columns, column);
    }

    @Override
    public Optional<Connection> end(Connection session) throws SQLException {
        session.rollback();
        session.setReadOnly(false);
        session.setAutoCommit(true);
        try (Statement statement = session.createStatement()) {
            statement.execute("DISCARD ALL");
            return Optional.of(session);
        } catch (SQLException e) {
            // Not every database that speaks the protocol has it: such a connection serves once.
            return Optional.empty();
        }
    }

    @Override
    public SourceFault fault(SQLException thrown, String sql, List<String> confidential) {
        String state = thrown.getSQLState() == null ? "" : thrown.getSQLState();
        return switch (state) {
            case "57014" ->
                new SourceFault(SourceFault.Cause.TIMEOUT, "The statement ran out of its time and was stopped.");
            case "28P01", "28000" ->
                new SourceFault(SourceFault.Cause.LOGIN, "The server refuses the user or the password.");
            case "3D000" -> new SourceFault(SourceFault.Cause.UNKNOWN_DATABASE, "There is no such database.");
            case "53300" -> new SourceFault(SourceFault.Cause.BUSY, "The database has no connection left.");
            default ->
                FaultText.network(thrown)
                        .orElseGet(() -> state.startsWith("08") || state.startsWith("57P")
                                ? lost(thrown, confidential)
                                : statementFault(thrown, sql, confidential));
        };
    }

    private static SourceFault lost(SQLException thrown, List<String> confidential) {
        String text = FaultText.firstLine(String.valueOf(thrown.getMessage()), confidential);
        if (exceedsBuffer(thrown)) {
            return new SourceFault(SourceFault.Cause.STATEMENT, "The rows are too large: thirty of them exceed 16 MB.");
        }
        return text.contains("SSL")
                ? new SourceFault(SourceFault.Cause.TLS, "The TLS connection failed: " + text)
                : new SourceFault(SourceFault.Cause.LOST, "The connection to the database was lost.");
    }

    private static SourceFault statementFault(SQLException thrown, String sql, List<String> confidential) {
        ServerErrorMessage server = thrown instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        String raw = server == null ? null : server.getMessage();
        String text = FaultText.firstLine(raw == null ? String.valueOf(thrown.getMessage()) : raw, confidential);
        if (server == null || server.getPosition() < 1) {
            return new SourceFault(SourceFault.Cause.STATEMENT, text);
        }
        int position = given(sql, server.getPosition() - 1);
        return new SourceFault(
                SourceFault.Cause.STATEMENT, FaultText.at(text, sql, position), OptionalInt.of(position));
    }

    /** The place in the statement as it was given of a place in what the driver made of it: {@code $1} for {@code ?}. */
    private static int given(String sql, int position) {
        try {
            NativeQuery query = split(sql).getFirst();
            int shift = 0;
            for (int i = 0; i < query.bindPositions.length && query.bindPositions[i] < position; i++) {
                shift += NativeQuery.bindName(i + 1).length() - 1;
            }
            return Math.max(0, position - shift);
        } catch (SQLException e) {
            return position;
        }
    }

    @Override
    public String version(Connection session) throws SQLException {
        return session.getMetaData().getDatabaseProductName() + " "
                + session.getMetaData().getDatabaseProductVersion();
    }

    @Override
    public String columnsSql(ConnectionSettings settings) {
        return """
                select n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                where c.relkind in ('r', 'v', 'm', 'f', 'p')
                  and n.nspname not in ('pg_catalog', 'information_schema')
                  and n.nspname not like 'pg\\_toast%' and n.nspname not like 'pg\\_temp%'
                  and has_table_privilege(c.oid, 'select')
                order by 1, 2, a.attnum
                limit 50000""";
    }
}
