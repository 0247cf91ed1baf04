package io.vitrine.source.connect;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a result go, one after the other, as the database hands them out.
 *
 * <p>Called by one thread: {@link #start} once, {@link #row} for each row, {@link #end} once unless the run fails. An
 * {@link IOException} ends the run and stops the statement in the database.
 */
public interface RowSink {
    void start(List<Column> columns) throws IOException;

    /**
     * Takes one row.
     *
     * @param values one for each column, null for SQL null; the array is used again for the next row
     */
    void row(@Nullable Object[] values) throws IOException;

    void end(QueryEnd end) throws IOException;
}
