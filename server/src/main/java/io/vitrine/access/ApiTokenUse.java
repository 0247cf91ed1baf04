package io.vitrine.access;

import io.vitrine.database.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps when API tokens were last used: written beside the request, which does not wait for it, and once an hour a token
 * at most, because a row that every call wrote would be what busy programs wait for.
 */
public final class ApiTokenUse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiTokenUse.class);
    private static final Duration EXACT_TO = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;
    private final Set<Long> beingWritten = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("token-use").factory());

    public ApiTokenUse(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Notes that a token, as it was just read, is used now. */
    public void used(ApiToken token) {
        boolean recent = token.lastUsedAt()
                .filter(at -> at.plus(EXACT_TO).isAfter(clock.instant()))
                .isPresent();
        if (!recent && !threads.isShutdown() && beingWritten.add(token.id())) {
            threads.execute(() -> write(token.id()));
        }
    }

    private void write(long id) {
        try {
            // The condition again, by the database's clock: other servers see the same token.
            database.withStatement(session -> session.update("""
                            update api_token set last_used_at = now()
                            where id = ? and (last_used_at is null or last_used_at <= now() - make_interval(secs => ?))""", id, (double) EXACT_TO.toSeconds()));
        } catch (RuntimeException e) {
            // The next call tries again.
            LOG.warn("could not write when an API token was used: {}", e.toString());
        } finally {
            beingWritten.remove(id);
        }
    }

    /** Waits for what is being written. */
    @Override
    public void close() {
        threads.close();
    }
}
