package io.vitrine.source.connect;

import io.trino.jdbc.TrinoConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Trino, which itself reads many databases.
 *
 * <p>A statement runs in a {@code READ ONLY} transaction with {@code query_max_run_time}. The driver keeps what a
 * session sets on its side; a connection is an HTTP client and costs nothing, so each serves one statement.
 */
final class TrinoDriver implements SourceDriver {
    private final NetworkGuard guard;

    TrinoDriver(NetworkGuard guard) {
        this.guard = guard;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.TRINO;
    }

    @Override
    public List<ConnectionSetting> settings() {
        return List.of(
                Settings.host(),
                Settings.port(8080),
                ConnectionSetting.text("catalog", "Catalog").asRequired(),
                ConnectionSetting.text("schema", "Schema"),
                Settings.user(),
                Settings.password().withHint("Trino takes a password over TLS only."),
                ConnectionSetting.text("access_token", "Access token").asSecret(),
                ConnectionSetting.choice("ssl_mode", "TLS", List.of("disable", "require", "verify-ca", "verify-full"))
                        .withPreset("disable"),
                Settings.caCertificate(),
                ConnectionSetting.text("client_tags", "Client tags")
                        .withHint("For resource groups; separated by commas."),
                ConnectionSetting.text("roles", "Roles"));
    }

    @Override
    public void check(ConnectionSettings settings) {
        Settings.checkAddress(settings);
        Settings.checkCertificate(settings);
        boolean plain = settings.required("ssl_mode").equals("disable");
        for (String secret : List.of("password", "access_token")) {
            if (plain && settings.text(secret).isPresent()) {
                throw settings.declaration("ssl_mode")
                        .invalid("must be other than disable where a " + secret + " is given");
            }
        }
    }

    @Override
    public Connector connector(ConnectionSettings settings) {
        PemFile certificate = PemFile.of(settings.text("ca_certificate"));
        String url = "jdbc:trino://" + Settings.authority(settings) + "/" + encoded(settings.required("catalog"))
                + settings.text("schema").map(schema -> "/" + encoded(schema)).orElse("");
        Properties properties = new Properties();
        properties.setProperty("user", settings.required("user"));
        settings.text("password").ifPresent(password -> properties.setProperty("password", password));
        settings.text("access_token").ifPresent(token -> properties.setProperty("accessToken", token));
        settings.text("client_tags").ifPresent(tags -> properties.setProperty("clientTags", tags));
        settings.text("roles").ifPresent(roles -> properties.setProperty("roles", roles));
        String mode = settings.required("ssl_mode");
        properties.setProperty("SSL", Boolean.toString(!mode.equals("disable")));
        switch (mode) {
            case "require" -> properties.setProperty("SSLVerification", "NONE");
            case "verify-ca" -> properties.setProperty("SSLVerification", "CA");
            case "verify-full" -> properties.setProperty("SSLVerification", "FULL");
            default -> {
                // No TLS, nothing to verify.
            }
        }
        certificate.path().ifPresent(path -> properties.setProperty("SSLTrustStorePath", path));
        properties.setProperty("source", "vitrine");
        properties.setProperty("timezone", "UTC");
        properties.setProperty("timeout", "10s");
        properties.setProperty("explicitPrepare", "false");
        properties.setProperty("disallowLocalRedirect", "true");
        properties.setProperty("dnsResolver", GuardedNames.of(guard).getName());
        String host = settings.required("host");
        return new Connector() {
            private final io.trino.jdbc.TrinoDriver driver = new io.trino.jdbc.TrinoDriver();

            @Override
            public Connection connect() throws SQLException {
                GuardedNames.checkAddress(guard, host);
                Connection connection = driver.connect(url, properties);
                if (connection == null) {
                    throw new SQLException("the driver does not take " + kind().wireName() + " URLs");
                }
                return connection;
            }

            @Override
            public void close() {
                certificate.delete();
                try {
                    driver.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void begin(Connection session, SessionRules rules) throws SQLException {
        TrinoConnection trino = session.unwrap(TrinoConnection.class);
        trino.setSessionProperty(
                "query_max_run_time", Math.max(1, rules.timeout().toMillis()) + "ms");
        session.setReadOnly(true);
        session.setAutoCommit(false);
    }

    @Override
    public PreparedStatement prepare(Connection session, BoundStatement statement, Attempt attempt)
            throws SQLException {
        PreparedStatement prepared = session.prepareStatement(statement.sql());
        Binding.bind(prepared, statement.values());
        return prepared;
    }

    @Override
    public ColumnReader reader(ResultSetMetaData columns, int column) throws SQLException {
        return TrinoColumns.of(columns, column);
    }

    @Override
    public Optional<Connection> end(Connection session) throws SQLException {
        session.rollback();
        return Optional.empty();
    }

    @Override
    public SourceFault fault(SQLException thrown, String sql, List<String> confidential) {
        return TrinoFaults.of(thrown, sql, confidential);
    }

    @Override
    public String version(Connection session) throws SQLException {
        return "Trino " + session.getMetaData().getDatabaseProductVersion();
    }

    @Override
    public String columnsSql(ConnectionSettings settings) {
        return """
                select table_schema, table_name, column_name, data_type
                from "%s".information_schema.columns
                where table_schema <> 'information_schema'
                order by table_schema, table_name, ordinal_position
                limit 50000""".formatted(settings.required("catalog").replace("\"", "\"\""));
    }
}
