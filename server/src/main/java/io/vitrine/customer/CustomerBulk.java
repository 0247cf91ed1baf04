package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.customer.BulkLine.Result;
import io.vitrine.customer.BulkLine.Wanted;
import io.vitrine.customer.CustomerUpdateStatement.Outcome;
import io.vitrine.database.Database;
import io.vitrine.database.DatabaseException;
import io.vitrine.database.Session;
import io.vitrine.error.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Creates or updates many customers, a chunk of lines at a time, each line all or nothing by itself.
 *
 * <p>A chunk is carried out in waves: a line comes after the lines above it that are about the same customer or about
 * its parent. What one statement can do for a whole wave, one statement does; the rest goes line by line.
 */
public final class CustomerBulk {
    private final Database database;
    private final Vocabularies vocabularies;
    private final CustomerDirectory directory;
    private final CustomerUpdateStatement updates;
    private final CustomerInsertStatement inserts;

    CustomerBulk(
            Database database,
            Vocabularies vocabularies,
            CustomerDirectory directory,
            CustomerUpdateStatement updates,
            CustomerInsertStatement inserts) {
        this.database = database;
        this.vocabularies = vocabularies;
        this.directory = directory;
        this.updates = updates;
        this.inserts = inserts;
    }

    /** Carries a chunk out; the results stand in the order of the lines. */
    public List<Result> run(Caller caller, List<BulkLine> lines) {
        Result[] results = new Result[lines.size()];
        for (List<Integer> wave : waves(lines)) {
            runWave(caller, lines, wave, results);
        }
        return List.copyOf(Arrays.asList(results));
    }

    /**
     * What {@link #run} would answer, with nothing kept of it: everything happens in one transaction, which is undone.
     *
     * <p>The customers that the lines name stay locked meanwhile, so the caller bounds the number of lines.
     */
    public List<Result> rehearse(Caller caller, List<BulkLine> lines) {
        List<Result> results = new ArrayList<>();
        try {
            database.transact(session -> {
                results.clear();
                lines.forEach(line -> results.add(
                        switch (line) {
                            case BulkLine.Unreadable unreadable -> new Result.Refused(unreadable.refusal());
                            case Wanted wanted -> rehearse(session, caller, wanted);
                        }));
                throw new Rehearsed();
            });
        } catch (Rehearsed e) {
            // As intended: the transaction is undone.
        }
        return results;
    }

    private Result rehearse(Session session, Caller caller, Wanted wanted) {
        try {
            return session.attempt(() -> carryOut(session, caller, wanted));
        } catch (Refusal refusal) {
            return new Result.Refused(refusal);
        }
    }

    /** Ends a rehearsal. */
    private static final class Rehearsed extends RuntimeException {
        Rehearsed() {
            super("rehearsed", null, false, false);
        }
    }

    /**
     * The line numbers of each wave, every one in the order of the lines. A line comes after those that are about the same
     * customer or about its parent, and after those that name its customer as their parent. Siblings share a wave.
     */
    static List<List<Integer>> waves(List<BulkLine> lines) {
        Map<String, Integer> changed = new HashMap<>();
        Map<String, Integer> namedAsParent = new HashMap<>();
        List<List<Integer>> waves = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int wave = 0;
            if (lines.get(i) instanceof Wanted wanted) {
                Set<String> own = new HashSet<>(Set.of(wanted.providedId()));
                wanted.ifThere().newProvidedId().ifPresent(own::add);
                Optional<String> parent = wanted.ifNew().parentProvidedId();
                for (String id : own) {
                    wave = Math.max(wave, Math.max(after(changed, id), after(namedAsParent, id)));
                }
                wave = Math.max(wave, parent.map(id -> after(changed, id)).orElse(0));
                for (String id : own) {
                    changed.put(id, wave);
                }
                int ofThis = wave;
                parent.ifPresent(id -> namedAsParent.merge(id, ofThis, Math::max));
            }
            while (waves.size() <= wave) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(i);
        }
        return waves;
    }

    private static int after(Map<String, Integer> waves, String customer) {
        Integer wave = waves.get(customer);
        return wave == null ? 0 : wave + 1;
    }

    private void runWave(Caller caller, List<BulkLine> lines, List<Integer> wave, Result[] results) {
        Map<Integer, Wanted> open = new TreeMap<>();
        for (int i : wave) {
            switch (lines.get(i)) {
                case BulkLine.Unreadable unreadable -> results[i] = new Result.Refused(unreadable.refusal());
                case Wanted wanted -> open.put(i, wanted);
            }
        }
        Set<String> there = existing(caller, open);
        createTogether(caller, open, there, results);
        updateTogether(caller, open, there, results);
        open.forEach((i, wanted) -> results[i] = alone(caller, wanted));
    }

    private Set<String> existing(Caller caller, Map<Integer, Wanted> open) {
        List<String> ids = open.values().stream().map(Wanted::providedId).toList();
        return new HashSet<>(database.withSession(session -> session.list(
                "select provided_id from customer where visibility_group_id = ? and provided_id = any(?)",
                row -> row.text("provided_id"),
                caller.visibilityGroupId(),
                ids)));
    }

    private void createTogether(Caller caller, Map<Integer, Wanted> open, Set<String> there, Result[] results) {
        List<Map.Entry<Integer, Wanted>> fresh = open.entrySet().stream()
                .filter(line -> !there.contains(line.getValue().providedId()))
                .map(Map.Entry::copyOf)
                .toList();
        if (fresh.size() < 2) {
            return;
        }
        List<NewCustomer> wanted =
                fresh.stream().map(line -> line.getValue().ifNew()).toList();
        List<Optional<Result>> outcomes;
        try {
            outcomes = database.inTransaction(session -> inserts.run(session, caller, wanted));
        } catch (DatabaseException e) {
            // One line broke the statement for all, for example with a token that is taken: each alone finds out which.
            return;
        }
        for (int i = 0; i < fresh.size(); i++) {
            int line = fresh.get(i).getKey();
            outcomes.get(i).ifPresent(result -> {
                results[line] = result;
                open.remove(line);
            });
        }
    }

    private void updateTogether(Caller caller, Map<Integer, Wanted> open, Set<String> there, Result[] results) {
        Vocabulary vocabulary = vocabularies.latest(database);
        record Line(int number, CustomerChange change) {}
        List<Line> known = open.entrySet().stream()
                .filter(line -> there.contains(line.getValue().providedId()))
                .flatMap(
                        line -> CustomerChange.undecided(caller, line.getValue().ifThere(), vocabulary)
                                .map(change -> new Line(line.getKey(), change))
                                .stream())
                .sorted(Comparator.comparing(Line::change, CustomerChange.BY_KEY))
                .toList();
        if (known.size() < 2) {
            return;
        }
        List<CustomerChange> changes = known.stream().map(Line::change).toList();
        List<Outcome> outcomes = database.withStatement(session -> updates.run(session, changes));
        for (int i = 0; i < known.size(); i++) {
            int line = known.get(i).number();
            switch (outcomes.get(i)) {
                case Outcome.Changed changed -> {
                    results[line] = new Result.Done(changed.customer().providedId(), false);
                    open.remove(line);
                }
                case Outcome.Refused refused -> {
                    results[line] = new Result.Refused(refused.refusal());
                    open.remove(line);
                }
                case Outcome.Elsewhere elsewhere -> {}
            }
        }
    }

    private Result alone(Caller caller, Wanted wanted) {
        try {
            return database.inTransaction(session -> carryOut(session, caller, wanted));
        } catch (Refusal refusal) {
            return new Result.Refused(refusal);
        }
    }

    private Result carryOut(Session session, Caller caller, Wanted wanted) {
        CustomerDirectory.Creation creation = directory.getOrCreate(session, caller, wanted.ifNew());
        String id = creation.isNew()
                ? wanted.providedId()
                : directory.update(session, caller, wanted.ifThere()).customer().providedId();
        return new Result.Done(id, creation.isNew());
    }
}
