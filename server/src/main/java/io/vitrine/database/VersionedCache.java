package io.vitrine.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was read from the directory for as long as a version stands that grows with every change of it.
 *
 * <p>Never stale: whoever asks says the version that is in force, as read from the database for this very request. What
 * was read under an older one is read again. Safe for use by many threads.
 *
 * @param <K> what is asked for
 * @param <V> what was read
 */
public final class VersionedCache<K, V> {
    private final Cache<K, Kept<V>> entries;

    private record Kept<V>(long version, V value) {}

    /**
     * @param mostEntries how many are kept; the ones that were asked for least go first
     */
    public VersionedCache(long mostEntries) {
        this.entries = Caffeine.newBuilder().maximumSize(mostEntries).build();
    }

    /**
     * What stands under a key, as of that version or a later one.
     *
     * @param version read from the database before this call, so that {@code read} sees at least what it stands for
     * @param read reads the value anew; what it throws is thrown, and nothing is kept then
     */
    public V get(K key, long version, Supplier<V> read) {
        @Nullable Kept<V> kept = entries.getIfPresent(key);
        if (kept != null && kept.version() >= version) {
            return kept.value();
        }
        V value = read.get();
        entries.put(key, new Kept<>(version, value));
        return value;
    }
}
