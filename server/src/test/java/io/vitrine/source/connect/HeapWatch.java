package io.vitrine.source.connect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forgets the rows and measures, every so many, how much of the heap is in use after a collection. */
final class HeapWatch implements RowSink {
    private final long step;
    private long rows;
    private long first = -1;
    private long growth;

    HeapWatch(long step) {
        this.step = step;
    }

    @Override
    public void start(List<Column> columns) {}

    @Override
    public void row(@Nullable Object[] values) {
        rows++;
        if (rows % step == 1) {
            System.gc();
            long used =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            if (first < 0) {
                first = used;
            }
            growth = Math.max(growth, used - first);
        }
    }

    @Override
    public void end(QueryEnd end) {}

    long rows() {
        return rows;
    }

    long growth() {
        return growth;
    }
}
