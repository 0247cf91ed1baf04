package io.vitrine.source.connect;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one column are read.
 *
 * @param type what they are
 * @param read takes the value of a column, counted from 1, of the row under the cursor
 */
record ColumnReader(ColumnType type, Read read) {
    /** Reads the value of a column of the row under the cursor. */
    @FunctionalInterface
    interface Read {
        @Nullable
        Object from(ResultSet rows, int column) throws SQLException;
    }
}
