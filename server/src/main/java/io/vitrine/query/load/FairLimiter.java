package io.vitrine.query.load;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.source.connect.Cancellation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many queries run at once, by source and by customer, and lets the customers that wait take turns.
 *
 * <p>The rules: (1) a source runs so many, a customer so many. (2) Who must wait stands in the line of its customer at
 * its source; each free place goes to the next customer in turn, not to the longest line. (3) A line that is full
 * refuses its own customer. A source that is full refuses the last in the longest line, in favour of a customer with a
 * shorter one. So a heavy customer makes itself wait, and others for one query at most. (4) Nobody waits longer than
 * the patience, or on after its query was called off; whoever would have to, as runs go, is refused at once. Each
 * refusal says when to come again.
 *
 * <p>One lock guards it all: it is held for a few steps in memory and never while anything runs or waits.
 */
public final class FairLimiter {
    private final LoadLimits limits;
    private final Map<String, SourceQueue<Turn>> sources = new HashMap<>();
    private final Map<String, Customer> customers = new HashMap<>();

    public FairLimiter(LoadLimits limits) {
        this.limits = limits;
    }

    /** A place to run in, given back by closing it; closing it again does nothing. */
    public final class Place implements AutoCloseable {
        private final String source;
        private final String customer;
        private final long since = System.nanoTime();
        private boolean closed;

        private Place(String source, String customer) {
            this.source = source;
            this.customer = customer;
        }

        @Override
        public void close() {
            release(this);
        }
    }

    /** One that waits; completed with its place, or with the refusal that sends it away. */
    private static final class Turn {
        private final CompletableFuture<Place> place = new CompletableFuture<>();
    }

    private static final class Customer {
        private int running;
        private final Set<String> waitingAt = new HashSet<>();
    }

    /**
     * Waits for a place.
     *
     * @throws Refusal with {@link ErrorCode#RATE_LIMITED} where the customer itself has too many waiting,
     *     {@link ErrorCode#OVERLOADED} where the source has; both say when to come again
     */
    public Place enter(String source, String customer) {
        return enter(source, customer, limits.runningPerSource(), new Cancellation());
    }

    /**
     * As {@link #enter(String, String)}, on a source that runs so many at once.
     *
     * @param cancellation ends the wait
     */
    public Place enter(String source, String customer, int places, Cancellation cancellation) {
        Turn turn = new Turn();
        List<Runnable> wake = new ArrayList<>();
        Place place;
        synchronized (this) {
            place = enterOrQueue(source, customer, places, turn, wake);
        }
        wake.forEach(Runnable::run);
        if (place != null) {
            return place;
        }
        cancellation.onCancel(() -> turn.place.completeExceptionally(unwanted()));
        try {
            return await(source, customer, turn);
        } finally {
            cancellation.clear();
        }
    }

    private @Nullable Place enterOrQueue(
            String sourceKey, String customerKey, int places, Turn turn, List<Runnable> wake) {
        SourceQueue<Turn> source = sources.computeIfAbsent(sourceKey, _ -> new SourceQueue<>());
        source.places = places;
        Customer customer = customers.computeIfAbsent(customerKey, _ -> new Customer());
        boolean someoneWaits = source.lines.containsKey(customerKey);
        if (!someoneWaits && source.running < source.places && customer.running < limits.runningPerCustomer()) {
            return occupy(source, customer, sourceKey, customerKey);
        }
        Deque<Turn> line = source.lines.get(customerKey);
        int ahead = line == null ? 0 : line.size();
        if (ahead >= limits.waitingPerCustomer()) {
            throw Refusal.until(
                    ErrorCode.RATE_LIMITED,
                    "Too many queries of this customer are waiting. Try again later.",
                    source.retryAfter());
        }
        if (source.expectedWait(ahead, limits.runningPerCustomer()).compareTo(limits.patience()) > 0) {
            throw refused(source, sourceKey, customerKey);
        }
        if (source.waiting >= limits.waitingPerSource() && !makeRoom(source, ahead, wake)) {
            throw refused(source, sourceKey, customerKey);
        }
        source.lines.computeIfAbsent(customerKey, _ -> new ArrayDeque<>()).addLast(turn);
        source.waiting++;
        customer.waitingAt.add(sourceKey);
        return null;
    }

    /** Refuses the last in the longest line, unless that is no longer than the newcomer's own. */
    private boolean makeRoom(SourceQueue<Turn> source, int ownLine, List<Runnable> wake) {
        Optional<Deque<Turn>> longest = source.longestLine();
        if (longest.isEmpty() || longest.get().size() <= ownLine + 1) {
            return false;
        }
        Turn last = longest.get().removeLast();
        source.waiting--;
        Refusal refusal = overloaded(source);
        wake.add(() -> last.place.completeExceptionally(refusal));
        return true;
    }

    private Place await(String sourceKey, String customerKey, Turn turn) {
        try {
            return turn.place.get(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return leave(sourceKey, customerKey, turn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leave(sourceKey, customerKey, turn).close();
            throw unwanted();
        } catch (ExecutionException e) {
            stepOut(sourceKey, customerKey, turn);
            throw e.getCause() instanceof Refusal refusal ? refusal : new IllegalStateException(e.getCause());
        }
    }

    /** Steps out of the line, or takes the place that came at the last moment. */
    private Place leave(String sourceKey, String customerKey, Turn turn) {
        Optional<Refusal> refusal = stepOut(sourceKey, customerKey, turn);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        try {
            return turn.place.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Refusal sent ? sent : e;
        }
    }

    /** Takes one that waits out of the line; the refusal for it, or nothing where it does not stand there any more. */
    private synchronized Optional<Refusal> stepOut(String sourceKey, String customerKey, Turn turn) {
        SourceQueue<Turn> source = sources.get(sourceKey);
        Deque<Turn> line = source == null ? null : source.lines.get(customerKey);
        if (source == null || line == null || !line.remove(turn)) {
            return Optional.empty();
        }
        source.waiting--;
        Refusal refusal = overloaded(source);
        forgetEmpty(source, sourceKey, customerKey);
        return Optional.of(refusal);
    }

    private static Refusal unwanted() {
        return new Refusal(ErrorCode.CLIENT_GONE, "The query is no longer wanted.");
    }

    private Place occupy(SourceQueue<Turn> source, Customer customer, String sourceKey, String customerKey) {
        source.running++;
        customer.running++;
        return new Place(sourceKey, customerKey);
    }

    private void release(Place place) {
        List<Runnable> wake = new ArrayList<>();
        synchronized (this) {
            if (place.closed) {
                return;
            }
            place.closed = true;
            SourceQueue<Turn> source = sources.computeIfAbsent(place.source, _ -> new SourceQueue<>());
            Customer customer = customers.computeIfAbsent(place.customer, _ -> new Customer());
            source.running--;
            customer.running--;
            source.ended(System.nanoTime() - place.since);
            dispatch(place.source, wake);
            for (String other : List.copyOf(customer.waitingAt)) {
                dispatch(other, wake);
            }
            forgetEmpty(source, place.source, place.customer);
        }
        wake.forEach(Runnable::run);
    }

    /** Gives the free places of a source to the customers in turn. */
    private void dispatch(String sourceKey, List<Runnable> wake) {
        SourceQueue<Turn> source = sources.get(sourceKey);
        while (source != null && source.running < source.places && giveOne(source, sourceKey, wake)) {
            // One place a turn.
        }
    }

    private boolean giveOne(SourceQueue<Turn> source, String sourceKey, List<Runnable> wake) {
        Iterator<Map.Entry<String, Deque<Turn>>> turns = source.lines.entrySet().iterator();
        while (turns.hasNext()) {
            Map.Entry<String, Deque<Turn>> turn = turns.next();
            String customerKey = turn.getKey();
            Customer customer = customers.computeIfAbsent(customerKey, _ -> new Customer());
            Deque<Turn> line = turn.getValue();
            if (customer.running >= limits.runningPerCustomer() && !line.isEmpty()) {
                continue;
            }
            turns.remove();
            Turn next = line.pollFirst();
            if (next == null) {
                customer.waitingAt.remove(sourceKey);
                return true;
            }
            source.waiting--;
            if (line.isEmpty()) {
                customer.waitingAt.remove(sourceKey);
            } else {
                source.lines.put(customerKey, line);
            }
            Place place = occupy(source, customer, sourceKey, customerKey);
            wake.add(() -> {
                if (!next.place.complete(place)) {
                    place.close();
                }
            });
            return true;
        }
        return false;
    }

    private void forgetEmpty(SourceQueue<Turn> source, String sourceKey, String customerKey) {
        Deque<Turn> line = source.lines.get(customerKey);
        if (line != null && line.isEmpty()) {
            source.lines.remove(customerKey);
        }
        Customer customer = customers.get(customerKey);
        if (customer != null) {
            if (!source.lines.containsKey(customerKey)) {
                customer.waitingAt.remove(sourceKey);
            }
            if (customer.running == 0 && customer.waitingAt.isEmpty()) {
                customers.remove(customerKey);
            }
        }
        if (source.running == 0 && source.waiting == 0) {
            sources.remove(sourceKey);
        }
    }

    private Refusal refused(SourceQueue<Turn> source, String sourceKey, String customerKey) {
        Refusal refusal = overloaded(source);
        forgetEmpty(source, sourceKey, customerKey);
        return refusal;
    }

    private static Refusal overloaded(SourceQueue<Turn> source) {
        return Refusal.until(
                ErrorCode.OVERLOADED,
                "Too many queries are waiting for this data source. Try again later.",
                source.retryAfter());
    }

    /** How many queries run on a source now. */
    public synchronized int running(String source) {
        SourceQueue<Turn> state = sources.get(source);
        return state == null ? 0 : state.running;
    }

    /** How many queries wait for a source now. */
    public synchronized int waiting(String source) {
        SourceQueue<Turn> state = sources.get(source);
        return state == null ? 0 : state.waiting;
    }

    /** Whether nothing is remembered of anybody: true when nothing runs or waits. */
    synchronized boolean isEmpty() {
        return sources.isEmpty() && customers.isEmpty();
    }
}
