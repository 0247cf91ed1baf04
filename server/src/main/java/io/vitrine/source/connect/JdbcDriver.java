package io.vitrine.source.connect;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Any database whose JDBC driver the operator has put in the drivers folder.
 *
 * <p>What a URL or a property may say is a list for each product, never what the driver happens to take. A session is
 * read-only as far as the driver knows how; as that may be not at all, a user that may only read is the boundary here.
 * Nothing is known of what a session leaves behind, so each connection serves one statement.
 */
final class JdbcDriver implements SourceDriver {
    private final DriverFolder folder;
    private final NetworkGuard guard;

    JdbcDriver(DriverFolder folder, NetworkGuard guard) {
        this.folder = folder;
        this.guard = guard;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.JDBC;
    }

    /** It may; nobody knows what is dropped in. */
    @Override
    public boolean runsNativeCode() {
        return true;
    }

    @Override
    public List<ConnectionSetting> settings() {
        return List.of(
                ConnectionSetting.text("driver", "Driver")
                        .asRequired()
                        .withHint("The name of a folder below the server's drivers folder."),
                ConnectionSetting.text("url", "JDBC URL")
                        .asRequired()
                        .asAddress()
                        .withHint("Protocol, host, port and database: jdbc:clickhouse://host:8123/db. No parameters."),
                ConnectionSetting.text("user", "User"),
                Settings.password(),
                ConnectionSetting.lines("properties", "Properties")
                        .withHint("One name=value a line, of those that the product's list has."),
                ConnectionSetting.lines("secret_properties", "Secret properties")
                        .asSecret()
                        .withHint("As properties, and never shown again: keys and tokens."));
    }

    @Override
    public void check(ConnectionSettings settings) {
        JdbcProduct product = product(settings);
        JdbcUrl.check(settings, product);
        properties(settings, product);
    }

    private JdbcProduct product(ConnectionSettings settings) {
        String driver = settings.required("driver");
        return folder.product(driver)
                .orElseThrow(() -> settings.declaration("driver")
                        .invalid("must be a folder below the server's drivers folder; there is "
                                + (folder.names().isEmpty() ? "none" : String.join(", ", folder.names()))));
    }

    private static Properties properties(ConnectionSettings settings, JdbcProduct product) {
        Properties properties = new Properties();
        for (String name : List.of("properties", "secret_properties")) {
            for (String line : settings.text(name).orElse("").lines().toList()) {
                if (line.isBlank()) {
                    continue;
                }
                int equals = line.indexOf('=');
                String key =
                        equals < 0 ? line.strip() : line.substring(0, equals).strip();
                if (equals < 0 || !product.properties().contains(key)) {
                    throw settings.declaration(name)
                            .invalid("may hold lines name=value with these names: "
                                    + String.join(", ", product.properties()) + "; \"" + key + "\" is none of them");
                }
                properties.setProperty(key, line.substring(equals + 1).strip());
            }
        }
        return properties;
    }

    @Override
    public Connector connector(ConnectionSettings settings) {
        String name = settings.required("driver");
        String url = settings.required("url");
        Properties properties = properties(settings, product(settings));
        settings.text("user").ifPresent(user -> properties.setProperty("user", user));
        settings.text("password").ifPresent(password -> properties.setProperty("password", password));
        return () -> {
            checkAddress(url);
            Driver driver = folder.load(name);
            Connection connection = driver.connect(url, properties);
            if (connection == null) {
                throw new UnusableDriverException("The driver in drivers/" + name + " does not take this URL.");
            }
            return connection;
        };
    }

    private void checkAddress(String url) throws SQLException {
        String host = JdbcUrl.host(url);
        try {
            guard.check(host);
        } catch (IOException e) {
            throw new SQLException("host refused", "08001", e);
        }
    }

    @Override
    public void begin(Connection session, SessionRules rules) throws SQLException {
        try {
            session.setReadOnly(true);
            session.setAutoCommit(false);
        } catch (SQLFeatureNotSupportedException e) {
            // A warehouse without transactions: its user's rights decide what can be written.
        }
    }

    @Override
    public PreparedStatement prepare(Connection session, BoundStatement statement, Attempt attempt)
            throws SQLException {
        PreparedStatement prepared = session.prepareStatement(statement.sql());
        try {
            prepared.setFetchSize(1_000);
        } catch (SQLFeatureNotSupportedException e) {
            // It streams in steps of its own.
        }
        Binding.bind(prepared, statement.values());
        return prepared;
    }

    @Override
    public ColumnReader reader(ResultSetMetaData columns, int column) throws SQLException {
        return StandardColumns.of(columns, column);
    }

    @Override
    public Optional<Connection> end(Connection session) throws SQLException {
        if (!session.getAutoCommit()) {
            session.rollback();
        }
        return Optional.empty();
    }

    @Override
    public SourceFault fault(SQLException thrown, String sql, List<String> confidential) {
        String state = thrown.getSQLState() == null ? "" : thrown.getSQLState();
        String text = FaultText.firstLine(String.valueOf(thrown.getMessage()), confidential);
        if (thrown instanceof UnusableDriverException) {
            return new SourceFault(SourceFault.Cause.DRIVER, text);
        }
        if (thrown instanceof SQLInvalidAuthorizationSpecException || state.startsWith("28")) {
            return new SourceFault(SourceFault.Cause.LOGIN, "The server refuses the user or the password.");
        }
        if (thrown instanceof SQLTimeoutException) {
            return new SourceFault(SourceFault.Cause.TIMEOUT, "The statement ran out of its time and was stopped.");
        }
        return FaultText.network(thrown)
                .orElseGet(() -> state.startsWith("08")
                        ? new SourceFault(SourceFault.Cause.LOST, "The connection to the database was lost.")
                        : new SourceFault(SourceFault.Cause.STATEMENT, text));
    }

    @Override
    public String version(Connection session) throws SQLException {
        return session.getMetaData().getDatabaseProductName() + " "
                + session.getMetaData().getDatabaseProductVersion();
    }

    @Override
    public String columnsSql(ConnectionSettings settings) {
        return product(settings).columnsSql();
    }

    /** Where a URL without parameters leads, and whether it is one. */
    static final class JdbcUrl {
        /** Databases that run within this process and would take a URL for code or files. */
        private static final List<String> NEVER =
                List.of("h2", "hsqldb", "derby", "sqlite", "duckdb", "hsql", "calcite");

        /** Host, port and path; one product puts {@code https://} before the host and the port at the end. */
        private static final Pattern FORM =
                Pattern.compile("jdbc:[a-z0-9]+://(https://)?(?<host>[A-Za-z0-9._-]+)(:\\d{1,5})?"
                        + "(/[A-Za-z0-9._$-]*)*(:\\d{1,5})?");

        private JdbcUrl() {}

        static void check(ConnectionSettings settings, JdbcProduct product) {
            ConnectionSetting setting = settings.declaration("url");
            String url = settings.required("url");
            String[] parts = url.split(":", 3);
            if (parts.length < 3 || !parts[0].equals("jdbc")) {
                throw setting.invalid("must look like jdbc:" + product.protocol() + "://host:port/database");
            }
            if (NEVER.contains(parts[1]) || !parts[1].equals(product.protocol())) {
                throw setting.invalid("must start with jdbc:" + product.protocol() + ":// for this driver");
            }
            if (!FORM.matcher(url).matches()) {
                throw setting.invalid("must hold a host, a port and a database only, as in jdbc:" + product.protocol()
                        + "://host:port/database; give parameters as properties");
            }
        }

        static String host(String url) {
            Matcher form = FORM.matcher(url);
            return form.matches() ? form.group("host") : "";
        }
    }
}
