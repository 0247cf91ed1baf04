package io.vitrine.source.connect;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections with one set of settings. Safe for use by many threads. */
interface Connector extends AutoCloseable {
    /** Opens a connection, on the calling thread; may take as long as the network lets it. */
    Connection connect() throws SQLException;

    /**
     * What connections lead to that are opened now. One that was opened at another state is not lent again: the file of
     * its source was replaced since.
     */
    default String state() throws SQLException {
        return "";
    }

    /** Gives up what is held between connections; called when none is open and none was wanted for a while. */
    default void rest() {}

    @Override
    default void close() {
        rest();
    }
}
