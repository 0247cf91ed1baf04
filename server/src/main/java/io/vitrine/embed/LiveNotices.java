package io.vitrine.embed;

import io.vitrine.customer.Customer;
import io.vitrine.database.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes open embeds when their customer, one of its ancestors or their dashboard may have changed.
 *
 * <p>One statement a second asks for everything that anybody on this server watches, whatever the number of viewers; with
 * no viewers there is none. Nothing is told on the way of a write, so a write costs the same with a million viewers, and
 * it does not matter which server made it. Who is woken looks for itself what has changed.
 */
public final class LiveNotices implements AutoCloseable {
    /** How often the directory is asked; a change is noticed within this and the time of one statement. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(LiveNotices.class);

    private final Database database;
    private final Set<Watch> watches = new HashSet<>();
    private Map<Key, String> states = Map.of();
    private boolean closed;

    public LiveNotices(Database database) {
        this.database = database;
        Thread.ofVirtual().name("live-notices").start(this::run);
    }

    private enum Kind {
        CUSTOMER,
        DASHBOARD
    }

    private record Key(Kind kind, long id) {}

    /** One open embed's interest; woken by {@link LiveNotices}, waited on by the embed's own thread. */
    public final class Watch implements AutoCloseable {
        private final Set<Key> keys;
        private boolean woken;
        private boolean lookedAt;

        private Watch(Set<Key> keys) {
            this.keys = keys;
        }

        /** Waits until something may have changed, for a time at most; answers whether it may. */
        public boolean await(Duration most) throws InterruptedException {
            synchronized (LiveNotices.this) {
                long end = System.nanoTime() + most.toNanos();
                while (!woken && !closed) {
                    long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                    if (left <= 0) {
                        return false;
                    }
                    LiveNotices.this.wait(left);
                }
                woken = false;
                return true;
            }
        }

        @Override
        public void close() {
            synchronized (LiveNotices.this) {
                watches.remove(this);
            }
        }
    }

    /**
     * Watches what a session depends on.
     *
     * <p>The first look wakes it in any case, so that nothing is missed between the opening of the session and the
     * beginning of the watch.
     */
    public Watch watch(EmbedSession session) {
        Set<Key> keys = new HashSet<>();
        session.customer().selfAndAncestors().stream()
                .map(Customer::id)
                .forEach(id -> keys.add(new Key(Kind.CUSTOMER, id)));
        keys.add(new Key(Kind.DASHBOARD, session.dashboard().id()));
        synchronized (this) {
            Watch watch = new Watch(keys);
            watches.add(watch);
            notifyAll();
            return watch;
        }
    }

    /** Whether the server is stopping, so that open embeds should end. */
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void run() {
        try {
            while (true) {
                List<Watch> asked;
                synchronized (this) {
                    while (watches.isEmpty() && !closed) {
                        wait();
                    }
                    if (closed) {
                        return;
                    }
                    asked = List.copyOf(watches);
                }
                poll(asked);
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll(List<Watch> asked) {
        Map<Key, String> now;
        try {
            now = read(asked.stream().flatMap(watch -> watch.keys.stream()).collect(Collectors.toSet()));
        } catch (RuntimeException e) {
            LOG.warn("open embeds are not told of changes while the directory is away", e);
            return;
        }
        synchronized (this) {
            for (Watch watch : asked) {
                watch.woken |= !watch.lookedAt
                        || watch.keys.stream().anyMatch(key -> !state(now, key).equals(state(states, key)));
                watch.lookedAt = true;
            }
            states = now;
            notifyAll();
        }
    }

    private Map<Key, String> read(Set<Key> keys) {
        Map<Key, String> found = new HashMap<>();
        for (Key key : keys) {
            found.put(key, "gone");
        }
        List<Map.Entry<Key, String>> rows = database.withSession(session -> session.list(
                """
                select 'CUSTOMER' as kind, id, version::text as state from customer where id = any(?::bigint[])
                union all
                select 'DASHBOARD', d.id,
                       concat_ws(':', d.revision, f.revision,
                         (select max(version) from dashboard_version v where v.dashboard_id = d.id),
                         (select string_agg(p.environment_id || '=' || p.version, ',' order by p.environment_id)
                            from publication p where p.dashboard_id = d.id))
                from dashboard d join dashboard_draft f on f.dashboard_id = d.id where d.id = any(?::bigint[])""",
                row -> Map.entry(new Key(Kind.valueOf(row.text("kind")), row.number("id")), row.text("state")),
                ids(keys, Kind.CUSTOMER),
                ids(keys, Kind.DASHBOARD)));
        rows.forEach(row -> found.put(row.getKey(), row.getValue()));
        return found;
    }

    private static List<Long> ids(Set<Key> keys, Kind kind) {
        List<Long> ids = new ArrayList<>();
        keys.stream().filter(key -> key.kind() == kind).map(Key::id).forEach(ids::add);
        return ids;
    }

    private static String state(Map<Key, String> states, Key key) {
        return states.getOrDefault(key, "");
    }
}
