package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Database;
import io.vitrine.database.Sealer;
import io.vitrine.database.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lists customers in the order in which they were created, page by page or all of them.
 *
 * <p>The order is {@code (created_at, id)}: a customer that is created meanwhile comes after those that were there. The
 * total of a page and the page itself are of one moment.
 */
public final class CustomerPages {
    private static final int STRIDE = 512;
    private static final int BATCH = 500;

    private final Database database;
    private final CustomerStore store;
    private final HierarchyStore hierarchies = new HierarchyStore();
    private final PageAnchors anchors;

    public CustomerPages(Database database, Sealer sealer) {
        this(database, sealer, STRIDE);
    }

    /** With anchors at every {@code stride}-th customer, so that a test can have many of them. */
    CustomerPages(Database database, Sealer sealer, int stride) {
        this.database = database;
        this.store = new CustomerStore(new CustomerTokens(sealer), new Vocabularies());
        this.anchors = new PageAnchors(stride);
    }

    /**
     * One page.
     *
     * @param totalCount how many customers the whole list has
     */
    public record Page(long totalCount, List<ComputedCustomer> customers) {}

    /** The internal ids on a page. */
    record Slice(long total, List<Long> ids) {}

    /**
     * The page that begins after {@code offset} customers; empty past the end.
     *
     * @throws io.vitrine.error.Refusal with {@code UNKNOWN_LEVEL}
     */
    public Page page(Caller caller, CustomerFilter filter, long offset, int size) {
        return database.withSession(session -> {
            Optional<CustomerScope> scope = CustomerScope.of(session, caller, hierarchies, filter);
            if (scope.isEmpty()) {
                return new Page(0, List.of());
            }
            Slice slice = anchors.slice(session, scope.get(), offset, size);
            return new Page(slice.total(), store.findByIds(session, slice.ids()));
        });
    }

    /**
     * A walk over all customers that the filter lets through, ready to be taken.
     *
     * @throws io.vitrine.error.Refusal with {@code UNKNOWN_LEVEL}, before the walk begins
     */
    public Walk walk(Caller caller, CustomerFilter filter) {
        Optional<CustomerScope> scope =
                database.withSession(session -> CustomerScope.of(session, caller, hierarchies, filter));
        return consumer -> scope.ifPresent(there -> walk(there, consumer));
    }

    /** Hands over customers some hundred at a time; in between no connection is held. */
    @FunctionalInterface
    public interface Walk {
        void forEachBatch(Consumer<List<ComputedCustomer>> consumer);
    }

    private void walk(CustomerScope scope, Consumer<List<ComputedCustomer>> consumer) {
        CustomerKey after = CustomerKey.LOWEST;
        while (true) {
            CustomerKey from = after;
            List<CustomerKey> keys = database.withSession(session -> keysAfter(session, scope, from));
            if (keys.isEmpty()) {
                return;
            }
            consumer.accept(database.withSession(session ->
                    store.findByIds(session, keys.stream().map(CustomerKey::id).toList())));
            after = keys.getLast();
        }
    }

    private static List<CustomerKey> keysAfter(Session session, CustomerScope scope, CustomerKey after) {
        List<Object> parameters = new ArrayList<>(scope.parameters());
        parameters.addAll(List.of(after.createdAt(), after.id(), BATCH));
        return session.list(
                "select c.created_at, c.id from customer c where " + scope.condition()
                        + " and (c.created_at, c.id) > (?, ?) order by c.created_at, c.id limit ?",
                CustomerKey::of,
                parameters.toArray());
    }

    /** A customer's place in the order of creation. */
    record CustomerKey(Instant createdAt, long id) {
        static final CustomerKey LOWEST = new CustomerKey(Instant.EPOCH, 0);

        static CustomerKey of(io.vitrine.database.Row row) throws java.sql.SQLException {
            return new CustomerKey(row.instant("created_at"), row.number("id"));
        }
    }
}
