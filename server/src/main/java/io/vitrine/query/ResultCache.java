package io.vitrine.query;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.vitrine.query.template.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Results by what they were computed from: data source and its revision, final SQL, bound values, limits.
 *
 * <p>The customer is not part of the key and need not be: everything of the customer that can change a result stands in
 * the key already, so a changed property or mapping changes the key. Equal queries that come while one runs wait for it.
 * A failure is kept for nobody.
 */
final class ResultCache {
    private final AsyncCache<Key, Kept> results;

    /** What a result was computed from. */
    record Key(long source, long revision, String sql, List<Parameter> values, long maxRows, long maxBytes) {
        static Key of(PreparedQuery prepared) {
            return new Key(
                    prepared.source().id(),
                    prepared.source().revision(),
                    prepared.bound().sql(),
                    prepared.bound().parameters(),
                    prepared.query().limits().maxRows(),
                    prepared.query().limits().maxBytes());
        }
    }

    private record Kept(QueryResult result, Duration keep) {}

    ResultCache(long maxBytes) {
        this.results = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((Key key, Kept kept) -> key.sql().length()
                        + 64 * key.values().size()
                        + kept.result().json().length
                        + 256)
                .expireAfter(Expiry.<Key, Kept>writing((key, kept) -> kept.keep()))
                .buildAsync();
    }

    /** The result of that key: a kept one, that of a run under way, or a new one of {@code run}. */
    QueryResult get(Key key, Duration keep, Supplier<QueryResult> run) {
        CompletableFuture<Kept> mine = new CompletableFuture<>();
        CompletableFuture<Kept> there = results.asMap().putIfAbsent(key, mine);
        if (there != null) {
            return join(there);
        }
        try {
            QueryResult result = run.get();
            mine.complete(new Kept(result.fresh(), keep));
            if (keep.isZero()) {
                results.asMap().remove(key, mine);
            }
            return result;
        } catch (RuntimeException | Error e) {
            results.asMap().remove(key, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static QueryResult join(CompletableFuture<Kept> running) {
        try {
            return running.join().result().again();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }
}
