package io.vitrine.query.load;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
 * the patience. Each refusal says when to come again.
 *
 * <p>One lock guards it all: it is held for a few steps in memory and never while anything runs or waits.
 */
public final class FairLimiter {
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final LoadLimits limits;
    private final Map<String, Source> sources = new HashMap<>();
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

    private static final class Source {
        private int running;
        private int waiting;
        private int places;
        private double meanRunNanos = TimeUnit.MILLISECONDS.toNanos(200);
        /** The lines of the customers that wait here; the first is next in turn. */
        private final LinkedHashMap<String, Deque<Turn>> lines = new LinkedHashMap<>();
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
        return enter(source, customer, limits.runningPerSource());
    }

    /** As {@link #enter(String, String)}, on a source that runs so many at once. */
    public Place enter(String source, String customer, int places) {
        Turn turn = new Turn();
        List<Runnable> wake = new ArrayList<>();
        Place place;
        synchronized (this) {
            place = enterOrQueue(source, customer, places, turn, wake);
        }
        wake.forEach(Runnable::run);
        return place != null ? place : await(source, customer, turn);
    }

    private @Nullable Place enterOrQueue(
            String sourceKey, String customerKey, int places, Turn turn, List<Runnable> wake) {
        Source source = sources.computeIfAbsent(sourceKey, _ -> new Source());
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
                    retryAfter(source));
        }
        if (source.waiting >= limits.waitingPerSource() && !makeRoom(source, ahead, wake)) {
            throw overloaded(source);
        }
        source.lines.computeIfAbsent(customerKey, _ -> new ArrayDeque<>()).addLast(turn);
        source.waiting++;
        customer.waitingAt.add(sourceKey);
        return null;
    }

    /** Refuses the last in the longest line, unless that is no longer than the newcomer's own. */
    private boolean makeRoom(Source source, int ownLine, List<Runnable> wake) {
        Optional<Deque<Turn>> longest =
                source.lines.values().stream().max((a, b) -> Integer.compare(a.size(), b.size()));
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
            throw Refusal.until(ErrorCode.OVERLOADED, "The query is no longer wanted.", SHORTEST_RETRY);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : new IllegalStateException(e.getCause());
        }
    }

    /** Steps out of the line, or takes the place that came at the last moment. */
    private Place leave(String sourceKey, String customerKey, Turn turn) {
        synchronized (this) {
            Source source = sources.get(sourceKey);
            Deque<Turn> line = source == null ? null : source.lines.get(customerKey);
            if (source != null && line != null && line.remove(turn)) {
                source.waiting--;
                Refusal refusal = overloaded(source);
                forgetEmpty(source, sourceKey, customerKey);
                throw refusal;
            }
        }
        try {
            return turn.place.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : e;
        }
    }

    private Place occupy(Source source, Customer customer, String sourceKey, String customerKey) {
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
            Source source = sources.computeIfAbsent(place.source, _ -> new Source());
            Customer customer = customers.computeIfAbsent(place.customer, _ -> new Customer());
            source.running--;
            customer.running--;
            source.meanRunNanos += (System.nanoTime() - place.since - source.meanRunNanos) / 16;
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
        Source source = sources.get(sourceKey);
        while (source != null && source.running < source.places && giveOne(source, sourceKey, wake)) {
            // One place a turn.
        }
    }

    private boolean giveOne(Source source, String sourceKey, List<Runnable> wake) {
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
            wake.add(() -> next.place.complete(place));
            return true;
        }
        return false;
    }

    private void forgetEmpty(Source source, String sourceKey, String customerKey) {
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

    private Refusal overloaded(Source source) {
        return Refusal.until(
                ErrorCode.OVERLOADED,
                "Too many queries are waiting for this data source. Try again later.",
                retryAfter(source));
    }

    /** The time in which those that wait now will have run, in whole seconds. */
    private Duration retryAfter(Source source) {
        double nanos = source.meanRunNanos * (source.waiting + 1) / source.places;
        Duration guess = Duration.ofSeconds((long) Math.ceil(nanos / TimeUnit.SECONDS.toNanos(1)));
        if (guess.compareTo(SHORTEST_RETRY) < 0) {
            return SHORTEST_RETRY;
        }
        return guess.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : guess;
    }

    /** How many queries run on a source now. */
    public synchronized int running(String source) {
        Source state = sources.get(source);
        return state == null ? 0 : state.running;
    }

    /** How many queries wait for a source now. */
    public synchronized int waiting(String source) {
        Source state = sources.get(source);
        return state == null ? 0 : state.waiting;
    }

    /** Whether nothing is remembered of anybody: true when nothing runs or waits. */
    synchronized boolean isEmpty() {
        return sources.isEmpty() && customers.isEmpty();
    }
}
