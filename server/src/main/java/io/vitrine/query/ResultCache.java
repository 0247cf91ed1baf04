package io.vitrine.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.query.template.Parameter;
import io.vitrine.source.connect.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Results by what they were computed from: data source and its revision, final SQL, bound values, limits.
 *
 * <p>The customer is not part of the key and need not be: everything of the customer that can change a result stands in
 * the key already, so a changed property or mapping changes the key. Equal queries that come while one runs wait for it,
 * and it is called off when none of them is wanted any more. A failure is kept for nobody.
 */
final class ResultCache {
    private final Cache<Key, Kept> results;
    private final ConcurrentMap<Key, SharedRun> running = new ConcurrentHashMap<>();

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
                .build();
    }

    /**
     * The result of that query: a kept one, that of a run under way, or a new one of {@code run}.
     *
     */
    QueryResult get(PreparedQuery prepared, Asker asker, Function<Cancellation, QueryResult> run) {
        Key key = Key.of(prepared);
        Kept kept = results.getIfPresent(key);
        if (kept != null) {
            return kept.result();
        }
        SharedRun own = new SharedRun(prepared.customer());
        while (true) {
            SharedRun there = running.putIfAbsent(key, own);
            SharedRun joined = there == null ? own : there;
            if (!joined.join()) {
                running.remove(key, joined);
                continue;
            }
            if (joined == own) {
                own.start(cancellation -> {
                    try {
                        return fresh(key, prepared.query().keepResult(), cancellation, run);
                    } finally {
                        running.remove(key, own);
                    }
                });
                return own.await(asker);
            }
            try {
                return joined.await(asker).again();
            } catch (Refusal refusal) {
                if (isAtAnothersExpense(refusal, joined, prepared.customer())) {
                    return alone(prepared, asker, run);
                }
                throw refusal;
            }
        }
    }

    private static QueryResult alone(PreparedQuery prepared, Asker asker, Function<Cancellation, QueryResult> run) {
        SharedRun own = new SharedRun(prepared.customer());
        own.join();
        own.start(run);
        return own.await(asker);
    }

    /** A new result, unless one was kept since this run was wanted. */
    private QueryResult fresh(
            Key key, Duration keep, Cancellation cancellation, Function<Cancellation, QueryResult> run) {
        Kept kept = results.getIfPresent(key);
        if (kept != null) {
            return kept.result();
        }
        QueryResult result = run.apply(cancellation);
        if (!keep.isZero()) {
            results.put(key, new Kept(result.again(), keep));
        }
        return result;
    }

    /** Whether it was refused because another customer has too much under way, which is no fault of this one. */
    private static boolean isAtAnothersExpense(Refusal refusal, SharedRun joined, String customer) {
        return !joined.customer().equals(customer)
                && (refusal.code() == ErrorCode.RATE_LIMITED || refusal.code() == ErrorCode.OVERLOADED);
    }
}
