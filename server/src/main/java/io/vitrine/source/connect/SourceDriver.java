package io.vitrine.source.connect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Everything that differs between kinds of databases.
 *
 * <p>Stateless and safe for use by many threads. All kinds are held to the same behaviour by one suite of tests.
 */
public interface SourceDriver {
    SourceKind kind();

    /** The settings that a connection of this kind takes; there are no others. */
    List<ConnectionSetting> settings();

    /**
     * Checks settings that are each well-formed for what they mean together.
     *
     * @throws io.vitrine.error.Refusal that names the setting
     */
    default void check(ConnectionSettings settings) {}

    /** What opens connections with these settings; opens none yet. */
    Connector connector(ConnectionSettings settings);

    /**
     * Whether its calls may end up in native code and stay there while a statement runs.
     *
     * <p>A virtual thread keeps its carrier for as long, and there are as few of those as processors: two slow statements
     * on two processors would stop everything else on the server, their own time-outs among it. Such calls get threads of
     * the operating system.
     */
    default boolean runsNativeCode() {
        return false;
    }

    /** What makes the threads that its calls run on. */
    default Thread.Builder threads() {
        return runsNativeCode() ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
    }

    /** Whether {@link SessionRules#variables()} can be set for the time of a statement. */
    default boolean takesSessionVariables() {
        return false;
    }

    /** Begins a read-only session for one statement on a connection from the pool. */
    void begin(Connection session, SessionRules rules) throws SQLException;

    /** The way in which a statement is run first. */
    default Attempt firstAttempt(String sql, RunLimits limits) {
        return Attempt.inSteps();
    }

    /** The way in which a statement may succeed that failed like this before it gave a row; it starts all over then. */
    default Optional<Attempt> nextAttempt(Attempt failed, String sql, SQLException failure) {
        return Optional.empty();
    }

    /** Prepares a statement, refusing what is not one query where the driver would let it through, and binds its values. */
    PreparedStatement prepare(Connection session, BoundStatement statement, Attempt attempt) throws SQLException;

    /** Whether the driver reads all remaining rows, however many, before it lets go of a statement. */
    default boolean readsRestOnClose() {
        return false;
    }

    /** How the values of a column are read. */
    ColumnReader reader(ResultSetMetaData columns, int column) throws SQLException;

    /**
     * Ends a session: leaves nothing of it for whoever borrows a connection next.
     *
     * @return the connection that the pool has from now on: this one, as good as new, or one in its place, where this one
     *     is closed already; empty has the pool close it
     */
    Optional<Connection> end(Connection session) throws SQLException;

    /** What an exception of the driver means. */
    SourceFault fault(SQLException thrown, String sql, List<String> confidential);

    /** The database's name and version, for a person. */
    String version(Connection session) throws SQLException;

    /** The query that lists what can be read: schema, table, column, type, in order; at most 50,000 columns. */
    String columnsSql(ConnectionSettings settings);
}
