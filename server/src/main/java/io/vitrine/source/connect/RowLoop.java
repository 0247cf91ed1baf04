package io.vitrine.source.connect;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads rows and hands them on, up to the limits: the loop that every value of every result goes through. */
final class RowLoop {
    private static final int SIZE_OF_OTHERS = 8;

    private final ColumnReader[] readers;
    private final RunLimits limits;
    private long rowCount;

    RowLoop(ColumnReader[] readers, RunLimits limits) {
        this.readers = readers;
        this.limits = limits;
    }

    long rowCount() {
        return rowCount;
    }

    /**
     * Reads to the end or to a limit.
     *
     * @return whether there are more rows than were handed on
     */
    boolean run(ResultSet rows, RowSink sink) throws SQLException, IOException {
        int width = readers.length;
        @Nullable Object[] values = new Object[width];
        ColumnReader.Read[] reads = new ColumnReader.Read[width];
        for (int i = 0; i < width; i++) {
            reads[i] = readers[i].read();
        }
        long bytes = 0;
        while (rows.next()) {
            if (rowCount >= limits.maxRows()) {
                return true;
            }
            for (int i = 0; i < width; i++) {
                Object value = reads[i].from(rows, i + 1);
                values[i] = value;
                bytes += size(value);
            }
            if (bytes > limits.maxBytes() && rowCount > 0) {
                return true;
            }
            sink.row(values);
            rowCount++;
        }
        return false;
    }

    private static long size(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        return value instanceof byte[] bytes ? bytes.length : SIZE_OF_OTHERS;
    }
}
