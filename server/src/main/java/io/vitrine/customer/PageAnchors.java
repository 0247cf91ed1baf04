package io.vitrine.customer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vitrine.customer.CustomerPages.CustomerKey;
import io.vitrine.customer.CustomerPages.Slice;
import io.vitrine.database.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Finds a page far into a list without counting up to it.
 *
 * <p>Every so-many-th customer's key is remembered, with its place in the list, as an anchor; a page is read from the
 * nearest anchor before it. Whether the anchors still hold is told by the statement that reads the page, in its own
 * snapshot: where nobody has left the list since they were taken, and as many customers as then stand before the last
 * anchor, the very same ones stand there. Anchors that do not hold are never used: the page is counted up to once, and
 * the anchors are taken anew unless that happened a moment ago.
 *
 * <p>Children of one customer have no tally, so their pages are always counted up to. Safe for use by many threads.
 */
final class PageAnchors {
    /** Taking the anchors costs a walk over the whole index; this bounds the share of time that goes into it. */
    private static final int REST_PER_WORK = 20;

    private static final int MOST_ANCHORS = 500_000;

    private final int stride;
    private final Cache<CustomerScope, Anchors> taken;

    PageAnchors(int stride) {
        this.stride = stride;
        this.taken = Caffeine.newBuilder()
                .maximumWeight(MOST_ANCHORS)
                .weigher((CustomerScope scope, Anchors anchors) -> 1 + anchors.keys.size())
                .build();
    }

    /** The ids that stand after {@code offset} others, at most {@code size} of them, with the total of that moment. */
    Slice slice(Session session, CustomerScope scope, long offset, int size) {
        boolean counted = scope instanceof CustomerScope.ChildrenOf;
        return counted || offset <= 2L * stride
                ? countedUpTo(session, scope, offset, size)
                : fromAnchor(session, scope, offset, size).orElseGet(() -> countedUpTo(session, scope, offset, size));
    }

    private static Slice countedUpTo(Session session, CustomerScope scope, long offset, int size) {
        return session.one(
                """
                select t.total, array(select c.id from customer c where %s
                                      order by c.created_at, c.id offset ? limit ?) as ids
                from (%s) t""".formatted(scope.condition(), scope.tally()),
                row -> new Slice(row.number("total"), row.numbers("ids")),
                parameters(scope.parameters(), List.of(offset, size), scope.parameters()));
    }

    private Optional<Slice> fromAnchor(Session session, CustomerScope scope, long offset, int size) {
        Optional<Anchors> known = Optional.ofNullable(taken.getIfPresent(scope));
        if (known.isPresent()) {
            Optional<Slice> slice = read(session, scope, known.get(), offset, size);
            if (slice.isPresent() || known.get().restsStill()) {
                return slice;
            }
        }
        // Whoever comes first takes them; the others wait for that instead of doing the same.
        Anchors fresh = taken.asMap().compute(scope, (key, current) -> {
            boolean sameAsKnown = known.isPresent() && known.get() == current;
            return current == null || sameAsKnown ? take(session, scope) : current;
        });
        return fresh == null ? Optional.empty() : read(session, scope, fresh, offset, size);
    }

    private Optional<Slice> read(Session session, CustomerScope scope, Anchors anchors, long offset, int size) {
        if (anchors.keys.isEmpty()) {
            return Optional.empty();
        }
        int nearest = (int) Math.min(offset / stride, anchors.keys.size() - 1L);
        CustomerKey from = anchors.keys.get(nearest);
        CustomerKey last = anchors.keys.getLast();
        record Read(Slice slice, long disturbances, long behind) {}
        Read read = session.one(
                """
                select t.total, t.disturbances,
                       (select count(*) from customer c where %1$s and (c.created_at, c.id) >= (?, ?)) as behind,
                       array(select c.id from customer c where %1$s and (c.created_at, c.id) >= (?, ?)
                             order by c.created_at, c.id offset ? limit ?) as ids
                from (%2$s) t""".formatted(scope.condition(), scope.tally()),
                row -> new Read(
                        new Slice(row.number("total"), row.numbers("ids")),
                        row.number("disturbances"),
                        row.number("behind")),
                parameters(
                        scope.parameters(),
                        List.of(last.createdAt(), last.id()),
                        scope.parameters(),
                        List.of(from.createdAt(), from.id(), offset - (long) nearest * stride, size),
                        scope.parameters()));
        if (!anchors.hold(read.slice().total(), read.disturbances(), read.behind())) {
            return Optional.empty();
        }
        if (read.behind() > 2L * stride) {
            taken.asMap()
                    .computeIfPresent(
                            scope, (key, current) -> current == anchors ? extend(session, scope, anchors) : current);
        }
        return Optional.of(read.slice());
    }

    private Anchors take(Session session, CustomerScope scope) {
        long begun = System.nanoTime();
        Survey survey = survey(session, scope, CustomerKey.LOWEST);
        List<CustomerKey> keys = survey.total() == survey.behind() ? survey.keys() : List.of();
        return new Anchors(stride, keys, survey.disturbances(), begun, System.nanoTime());
    }

    /** The anchors with those of the customers that came since; the same ones where they do not hold any more. */
    private Anchors extend(Session session, CustomerScope scope, Anchors anchors) {
        Survey survey = survey(session, scope, anchors.keys.getLast());
        if (!anchors.hold(survey.total(), survey.disturbances(), survey.behind())) {
            return anchors;
        }
        List<CustomerKey> keys = new ArrayList<>(anchors.keys);
        keys.addAll(survey.keys().subList(1, survey.keys().size()));
        return new Anchors(stride, keys, anchors.disturbances, anchors.begun, anchors.ended);
    }

    private record Survey(long total, long disturbances, long behind, List<CustomerKey> keys) {}

    /** Every stride-th key from a key on, that one first, with the counts of the same moment. */
    private Survey survey(Session session, CustomerScope scope, CustomerKey from) {
        record Found(long total, long disturbances, long behind, Optional<CustomerKey> key) {}
        List<Found> found = session.list(
                """
                select t.total, t.disturbances, r.behind, a.created_at, a.id
                from (%2$s) t
                  cross join (select count(*) as behind from customer c where %1$s and (c.created_at, c.id) >= (?, ?)) r
                  left join (
                    select * from (
                      select c.created_at, c.id, row_number() over (order by c.created_at, c.id) - 1 as n
                      from customer c where %1$s and (c.created_at, c.id) >= (?, ?)) numbered
                    where n %% ? = 0) a on true
                order by a.n""".formatted(scope.condition(), scope.tally()),
                row -> {
                    OptionalLong id = row.optionalNumber("id");
                    return new Found(
                            row.number("total"),
                            row.number("disturbances"),
                            row.number("behind"),
                            id.isEmpty() ? Optional.empty() : Optional.of(CustomerKey.of(row)));
                },
                parameters(
                        scope.parameters(),
                        scope.parameters(),
                        List.of(from.createdAt(), from.id()),
                        scope.parameters(),
                        List.of(from.createdAt(), from.id(), stride)));
        Found first = found.getFirst();
        List<CustomerKey> keys =
                found.stream().flatMap(one -> one.key().stream()).toList();
        return new Survey(first.total(), first.disturbances(), first.behind(), keys);
    }

    private static Object[] parameters(List<?>... groups) {
        return Stream.of(groups).flatMap(List::stream).toArray();
    }

    /** The keys of the customers at places 0, stride, 2 × stride and so on, as they were at one moment. */
    private static final class Anchors {
        private final int stride;
        private final List<CustomerKey> keys;
        private final long disturbances;
        private final long begun;
        private final long ended;

        Anchors(int stride, List<CustomerKey> keys, long disturbances, long begun, long ended) {
            this.stride = stride;
            this.keys = List.copyOf(keys);
            this.disturbances = disturbances;
            this.begun = begun;
            this.ended = ended;
        }

        /** Whether the places are right at a moment with these counts; {@code behind} counts from the last key on. */
        boolean hold(long total, long disturbancesNow, long behind) {
            return disturbances == disturbancesNow && total - behind == (keys.size() - 1L) * stride;
        }

        boolean restsStill() {
            return System.nanoTime() - ended < REST_PER_WORK * (ended - begun);
        }
    }
}
