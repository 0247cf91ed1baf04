package io.vitrine.customer;

import io.vitrine.database.Database;
import io.vitrine.database.Session;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the latest vocabulary, so that reading a customer joins no names.
 *
 * <p>Never stale: every row of a customer is read together with the vocabulary's version of that moment, and names are
 * looked up in a vocabulary of that version or a later one. Safe for use by many threads.
 */
final class Vocabularies {
    private final AtomicReference<@Nullable Vocabulary> latest = new AtomicReference<>();

    /** The names for a row that was read in this session, at the vocabulary's version. */
    Vocabulary at(Session session, long version) {
        return known().filter(vocabulary -> vocabulary.version() >= version).orElseGet(() -> read(session));
    }

    /** The latest names known here, which may have changed since: who writes by them must check their version. */
    Vocabulary latest(Database database) {
        return known().orElseGet(() -> database.withSession(this::read));
    }

    /** Reads the names again the next time: these did not do. */
    void forget(Vocabulary vocabulary) {
        latest.compareAndSet(vocabulary, null);
    }

    private Optional<Vocabulary> known() {
        return Optional.ofNullable(latest.get());
    }

    private Vocabulary read(Session session) {
        Vocabulary read = Vocabulary.read(session);
        // Inside a transaction it may hold changes that are undone in the end.
        if (session.commitsByItself()) {
            latest.accumulateAndGet(
                    read,
                    (kept, fresh) -> kept != null && fresh != null && kept.version() > fresh.version() ? kept : fresh);
        }
        return read;
    }
}
