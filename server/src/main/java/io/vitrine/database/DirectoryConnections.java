package io.vitrine.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * New connections to the directory's PostgreSQL, from its driver itself.
 *
 * <p>Not by way of {@link java.sql.DriverManager}, which would initialize every driver that there is first: DuckDB's
 * unpacks and loads its library then, which a start can do without.
 */
final class DirectoryConnections implements DataSource {
    private static final String LOGIN_TIMEOUT = "loginTimeout";

    private final Driver driver = new org.postgresql.Driver();
    private final String url;
    private final Properties properties = new Properties();

    DirectoryConnections(DatabaseAddress address) {
        url = address.jdbcUrl();
        address.user().ifPresent(user -> properties.setProperty("user", user));
        address.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", "vitrine");
        properties.setProperty("prepareThreshold", "1");
        properties.setProperty("tcpKeepAlive", "true");
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException("PostgreSQL's driver does not take the URL of the directory's database.");
        }
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The user of the directory's database is a setting.");
    }

    /** The pool says it before the first connection: a server that takes a connection and says nothing is given up. */
    @Override
    public void setLoginTimeout(int seconds) {
        properties.setProperty(LOGIN_TIMEOUT, Integer.toString(seconds));
    }

    @Override
    public int getLoginTimeout() {
        return Integer.parseInt(properties.getProperty(LOGIN_TIMEOUT, "0"));
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("The driver logs by itself.");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
