package io.vitrine.source.connect;

import java.util.concurrent.ConcurrentHashMap;

/**
 * The pools of all sources, each made when its source is first wanted.
 *
 * <p>Sources share nothing but the threads that time things out, so one that is dead slows no other. Safe for use by
 * many threads.
 */
public final class SourcePools implements AutoCloseable {
    private final SourceDrivers drivers;
    private final ConcurrentHashMap<String, SourcePool> pools = new ConcurrentHashMap<>();

    public SourcePools(SourceDrivers drivers) {
        this.drivers = drivers;
    }

    /** The pool of a source; one of an older revision is replaced, and drains as its connections come back. */
    SourcePool of(SourceConnection source) {
        SourcePool pool = pools.get(source.id());
        if (pool != null && pool.source().revision() >= source.revision()) {
            return pool;
        }
        SourcePool[] replaced = new SourcePool[1];
        SourcePool fresh = pools.compute(source.id(), (_, present) -> {
            if (present != null && present.source().revision() >= source.revision()) {
                return present;
            }
            replaced[0] = present;
            return new SourcePool(source, drivers.of(source.kind()));
        });
        if (replaced[0] != null) {
            replaced[0].close();
        }
        return fresh;
    }

    /** Closes the pool of a source that is gone; what runs on it runs to its end. */
    public void remove(String sourceId) {
        SourcePool pool = pools.remove(sourceId);
        if (pool != null) {
            pool.close();
        }
    }

    /** The connections that are open to a source now, lent or idle. */
    public int open(String sourceId) {
        SourcePool pool = pools.get(sourceId);
        return pool == null ? 0 : pool.open();
    }

    @Override
    public void close() {
        pools.keySet().forEach(this::remove);
    }
}
