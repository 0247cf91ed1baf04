package io.vitrine.customer;

import static java.util.stream.Collectors.toMap;

import io.vitrine.access.Caller;
import io.vitrine.customer.CustomerUpdateStatement.Outcome;
import io.vitrine.database.Combiner;
import io.vitrine.database.Database;
import io.vitrine.database.DatabaseException;
import io.vitrine.database.Sealer;
import io.vitrine.database.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The use cases of the directory: find, create, change, delete customers.
 *
 * <p>Everything stays in the caller's data visibility group; a customer of another group answers exactly like one that
 * does not exist. A call either happens as a whole, with its history row, or not at all.
 */
public final class CustomerDirectory {
    private static final int BATCHES_UNDER_WAY = 4;
    private static final int LARGEST_BATCH = 64;
    private static final int LARGEST_READ = 64;

    private final Database database;
    private final Vocabularies vocabularies = new Vocabularies();
    private final CustomerStore store;
    private final CustomerUpdateStatement statement;
    private final CustomerPlacement placement;
    private final CustomerCreation creation;
    private final CustomerRemoval removal;
    private final CustomerBulk bulk;
    private final CustomerList list;
    private final CustomerHistory history;
    private final UsageCount usage;
    private final CustomerUndo undo;
    private final Combiner<CustomerChange, Written> updates;
    private final Combiner<CustomerStore.Key, Optional<CustomerView>> reads;
    private final Combiner<String, Optional<CustomerView>> readsByToken;
    private final Combiner<Long, Optional<CustomerView>> readsById;
    private final CustomerPresence presence;

    public CustomerDirectory(Database database, Sealer sealer) {
        this.database = database;
        CustomerTokens tokens = new CustomerTokens(sealer);
        this.store = new CustomerStore(tokens, vocabularies);
        this.statement = new CustomerUpdateStatement(store);
        HierarchyStore hierarchies = new HierarchyStore();
        this.placement = new CustomerPlacement(store, hierarchies);
        this.creation = new CustomerCreation(store, hierarchies, tokens);
        this.removal = new CustomerRemoval(store, tokens);
        this.bulk = new CustomerBulk(
                database, vocabularies, this, statement, new CustomerInsertStatement(hierarchies, tokens));
        this.list = new CustomerList(store, hierarchies);
        this.history = new CustomerHistory(store);
        this.usage = new UsageCount();
        this.undo = new CustomerUndo(store, history);
        this.presence = new CustomerPresence(database);
        this.updates = new Combiner<>(BATCHES_UNDER_WAY, LARGEST_BATCH, CustomerChange::key, this::runTogether);
        this.reads = reading(store::find);
        this.readsByToken = reading(store::findByTokens);
        this.readsById = reading(store::findEachById);
    }

    private <Q> Combiner<Q, Optional<CustomerView>> reading(
            BiFunction<Session, List<Q>, List<Optional<CustomerView>>> find) {
        // Reading twice does no harm, so every question is a key of its own.
        return new Combiner<>(
                BATCHES_UNDER_WAY,
                LARGEST_READ,
                question -> new Object(),
                questions -> database.withSession(session -> find.apply(session, questions)));
    }

    /** The customer, or {@code NOT_FOUND}; read together with the others that are asked for at this moment. */
    public ComputedCustomer get(Caller caller, String providedId) {
        return view(caller, providedId).customer();
    }

    /** The customer as a viewer's call finds it, or {@code NOT_FOUND}; read as by {@link #get(Caller, String)}. */
    public CustomerView view(Caller caller, String providedId) {
        return reads.run(CustomerStore.Key.of(caller, providedId)).orElseThrow(CustomerRefusals::unknownCustomer);
    }

    /** The customer as a transaction sees it, or {@code NOT_FOUND}. */
    public ComputedCustomer get(Session session, Caller caller, String providedId) {
        return store.findByProvidedId(session, caller, providedId).orElseThrow(CustomerRefusals::unknownCustomer);
    }

    /** Whether a text could be a customer token. */
    public static boolean isWellFormedToken(String token) {
        return CustomerTokens.isWellFormed(token);
    }

    /** The customer that a viewer's customer token stands for. */
    public Optional<CustomerView> viewByToken(String token) {
        return CustomerTokens.isWellFormed(token) ? readsByToken.run(token) : Optional.empty();
    }

    /** Refuses with {@code NOT_FOUND} unless there is a customer of that id; cheaper than to read it. */
    public void requirePresent(Caller caller, String providedId) {
        if (!presence.isPresent(caller, providedId)) {
            throw CustomerRefusals.unknownCustomer();
        }
    }

    /**
     * Customers in the order of their creation.
     *
     * @param after the end of the part before, where there was one
     * @param limit the most customers in this part
     */
    public CustomerPage list(Caller caller, CustomerSearch search, Optional<Cursor> after, int limit) {
        return database.withSession(session -> list.page(session, caller, search, after, limit));
    }

    /** The changes of a customer, newest first; those before {@code beforeVersion} where it is given. */
    public List<HistoryEntry> changes(Caller caller, String providedId, OptionalLong beforeVersion, int limit) {
        return database.withSession(session -> history.entries(session, caller, providedId, beforeVersion, limit));
    }

    /** How many customers a search finds: exactly where a tally says it, else counted up to a bound. */
    public CustomerCount count(Caller caller, CustomerSearch search) {
        return database.withSession(session -> list.count(session, caller, search));
    }

    /**
     * Takes a change back, by an ordinary change.
     *
     * @throws io.vitrine.error.Refusal with {@code PRECONDITION_FAILED} where what it changed was changed again since, or
     *     where what was there before is deleted
     */
    public ComputedCustomer undo(Session session, Caller caller, String providedId, long version) {
        return update(session, caller, undo.update(session, caller, providedId, version));
    }

    /** How many customers the caller's group has. */
    public Usage usageOfGroup(Caller caller) {
        return database.withSession(session -> usage.ofGroup(session, caller));
    }

    /** How many customers the caller's team has, in all its groups. */
    public Usage usageOfTeam(Caller caller) {
        return database.withSession(session -> usage.ofTeam(session, caller));
    }

    /** What {@link #getOrCreate} did. */
    public record Creation(boolean isNew, ComputedCustomer customer) {}

    /** The customer of that id; where there is none, a new one with these values. An existing one stays as it is. */
    public Creation getOrCreate(Session session, Caller caller, NewCustomer wanted) {
        return creation.getOrCreate(session, caller, wanted);
    }

    /** Changes a customer, together with the other changes that wait at this moment. */
    public ComputedCustomer update(Caller caller, CustomerUpdate update) {
        Vocabulary vocabulary = vocabularies.latest(database);
        Optional<CustomerChange> change = CustomerChange.undecided(caller, update, vocabulary);
        if (change.isEmpty()) {
            return updateUnderLocks(caller, update, vocabulary);
        }
        Written written = updates.run(change.get());
        return switch (written.outcome()) {
            case Outcome.Changed changed ->
                below(changed.customer(), id -> written.parent(id).or(() -> readsById.run(id)));
            case Outcome.Refused refused -> throw refused.refusal();
            case Outcome.Elsewhere elsewhere -> updateUnderLocks(caller, update, vocabulary);
        };
    }

    private ComputedCustomer updateUnderLocks(Caller caller, CustomerUpdate update, Vocabulary vocabulary) {
        if (update.groupTags().isPresent()) {
            // A tag that is newer than the names known here; with them, updates that give it would come here for ever.
            vocabularies.forget(vocabulary);
        }
        return database.inTransaction(session -> update(session, caller, update));
    }

    /** Changes a customer as part of a transaction, which decides also what one row alone cannot. */
    public ComputedCustomer update(Session session, Caller caller, CustomerUpdate update) {
        CustomerChange change = placement.decide(session, caller, update);
        return switch (runOne(session, change)) {
            case Outcome.Changed changed ->
                below(
                        changed.customer(),
                        id -> store.findEachById(session, List.of(id)).getFirst());
            case Outcome.Refused refused -> throw refused.refusal();
            case Outcome.Elsewhere elsewhere -> throw new IllegalStateException("a decided change came back undecided");
        };
    }

    /** Deletes the customer of that token; refused while it has children. */
    public void delete(Session session, Caller caller, String token) {
        removal.delete(session, caller, token);
    }

    /** Gives the customer of that token a new one; the old one is dead when this returns. */
    public ComputedCustomer refreshToken(Session session, Caller caller, String token) {
        return get(session, caller, removal.refreshToken(session, caller, token));
    }

    /** Creates or updates many customers at once, each line all or nothing by itself. */
    public CustomerBulk bulk() {
        return bulk;
    }

    private Outcome runOne(Session session, CustomerChange change) {
        try {
            return statement.run(session, List.of(change)).getFirst();
        } catch (DatabaseException e) {
            if (e.isUniqueViolation()) {
                throw CustomerRefusals.providedIdTaken(
                        change.update().newProvidedId().orElse(""));
            }
            throw e;
        }
    }

    /**
     * What became of a change that was written together with others.
     *
     * @param parents of those that were changed, as they stood afterwards, by their internal ids
     */
    private record Written(Outcome outcome, Map<Long, CustomerView> parents) {
        Optional<CustomerView> parent(long id) {
            return Optional.ofNullable(parents.get(id));
        }
    }

    private List<Written> runTogether(List<CustomerChange> changes) {
        // Rows are locked in the order of their keys, so that two batches cannot wait for each other.
        List<Integer> order = IntStream.range(0, changes.size())
                .boxed()
                .sorted(Comparator.comparing(changes::get, CustomerChange.BY_KEY))
                .toList();
        List<CustomerChange> ordered = order.stream().map(changes::get).toList();
        return database.withStatement(session -> {
            List<Outcome> outcomes = statement.run(session, ordered);
            Map<Long, CustomerView> parents = parents(session, outcomes);
            Written[] asAsked = new Written[changes.size()];
            for (int i = 0; i < asAsked.length; i++) {
                asAsked[order.get(i)] = new Written(outcomes.get(i), parents);
            }
            return List.of(asAsked);
        });
    }

    /** Never fails: the changes are committed, and would be run again. Whoever misses a parent reads it by itself. */
    private Map<Long, CustomerView> parents(Session session, List<Outcome> outcomes) {
        List<Long> ids = outcomes.stream()
                .flatMap(outcome -> outcome instanceof Outcome.Changed changed
                        ? changed.customer().parentId().stream().boxed()
                        : Stream.empty())
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        try {
            return store.findEachById(session, ids).stream()
                    .flatMap(Optional::stream)
                    .collect(toMap(found -> found.customer().customer().id(), found -> found));
        } catch (DatabaseException e) {
            return Map.of();
        }
    }

    /**
     * A customer that was just changed, with the ancestors that it has now.
     *
     * @param parents finds its parent; where that is gone, the customer was moved away from it meanwhile
     */
    private static ComputedCustomer below(Customer customer, Function<Long, Optional<CustomerView>> parents) {
        List<Customer> ancestors = customer.parentId().stream()
                .boxed()
                .flatMap(id -> parents.apply(id).stream())
                .flatMap(parent -> parent.customer().selfAndAncestors().stream())
                .toList();
        return new ComputedCustomer(customer, ancestors);
    }
}
