package io.vitrine.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Does together what arrives together: calls that come while others are under way share one statement and one commit.
 *
 * <p>Rules:
 *
 * <ol>
 *   <li>Nobody waits on purpose. A call that finds fewer than {@value #FEW} under way runs at once, alone if it is alone.
 *   <li>A call that finds more waits, and whoever is next takes all that wait, up to the largest batch.
 *   <li>A batch that has taken longer than {@link #SLOW}, for a lock or for the disk, counts no longer as under way: a
 *       call that comes then begins beside it, with all that wait, as long as there is a place.
 *   <li>Whoever waits does the work: there is no thread of our own. A caller runs a batch that holds its own request,
 *       then wakes the next.
 *   <li>Two requests with the same key are never under way at once, and keep their order.
 *   <li>Each request has an outcome of its own. Where a batch fails as a whole, its requests are run one by one, so that
 *       one cannot spoil the others.
 * </ol>
 *
 * @param <Q> a request
 * @param <A> its answer
 */
public final class Combiner<Q, A> {
    /**
     * Under load, one large batch after the other costs less than smaller ones side by side, and is sooner done. Where
     * few ask, they would wait for one another for nothing.
     */
    private static final int FEW = 2;

    private static final Duration SLOW = Duration.ofMillis(50);

    private final int places;
    private final int largestBatch;
    private final Function<? super Q, ?> keyOf;
    private final Function<List<Q>, List<A>> work;
    private final long slowNanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting<Q, A>> queue = new ArrayDeque<>();
    private final Set<Object> keysUnderWay = new HashSet<>();
    private final Set<Batch<Q, A>> underWay = new HashSet<>();

    /**
     * @param places how many batches may be under way at once, slow ones included
     * @param largestBatch the most requests in one batch
     * @param keyOf what a request is about
     * @param work answers a batch, in its order
     */
    public Combiner(int places, int largestBatch, Function<? super Q, ?> keyOf, Function<List<Q>, List<A>> work) {
        this(places, largestBatch, keyOf, work, SLOW);
    }

    /** @param slow after how long a batch counts no longer as under way */
    Combiner(
            int places,
            int largestBatch,
            Function<? super Q, ?> keyOf,
            Function<List<Q>, List<A>> work,
            Duration slow) {
        this.places = places;
        this.largestBatch = largestBatch;
        this.keyOf = keyOf;
        this.work = work;
        this.slowNanos = slow.toNanos();
    }

    /** Runs a request in some batch and answers its outcome; throws what the work threw for it. */
    public A run(Q request) {
        Waiting<Q, A> mine = new Waiting<>(request, keyOf.apply(request));
        lock.lock();
        try {
            queue.addLast(mine);
            promote();
        } finally {
            lock.unlock();
        }
        // Completed with the batch to lead, or with none after another leader did the work.
        mine.turn.join().ifPresent(this::lead);
        return outcome(mine.outcome);
    }

    /** How many requests wait for a place at this moment. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private static <A> A outcome(CompletableFuture<A> outcome) {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    private void lead(Batch<Q, A> batch) {
        try {
            perform(batch.requests);
        } finally {
            lock.lock();
            try {
                underWay.remove(batch);
                batch.requests.forEach(done -> keysUnderWay.remove(done.key));
                promote();
            } finally {
                lock.unlock();
            }
            for (Waiting<Q, A> done : batch.requests) {
                done.turn.complete(Optional.empty());
            }
        }
    }

    /** Gives free places to whoever waits: the first request of each batch leads it. */
    private void promote() {
        while (!queue.isEmpty() && mayBegin()) {
            List<Waiting<Q, A>> requests = takeBatch();
            if (requests.isEmpty()) {
                return;
            }
            Batch<Q, A> batch = new Batch<>(requests, System.nanoTime());
            underWay.add(batch);
            requests.getFirst().turn.complete(Optional.of(batch));
        }
    }

    private boolean mayBegin() {
        if (underWay.size() >= places) {
            return false;
        }
        long now = System.nanoTime();
        int besides = 0;
        for (Batch<Q, A> batch : underWay) {
            besides += now - batch.begun < slowNanos ? batch.requests.size() : 0;
        }
        return besides < FEW;
    }

    private List<Waiting<Q, A>> takeBatch() {
        List<Waiting<Q, A>> batch = new ArrayList<>(Math.min(largestBatch, queue.size()));
        Set<Object> passedOver = new HashSet<>();
        Iterator<Waiting<Q, A>> waiting = queue.iterator();
        while (waiting.hasNext() && batch.size() < largestBatch) {
            Waiting<Q, A> next = waiting.next();
            if (!passedOver.contains(next.key) && keysUnderWay.add(next.key)) {
                batch.add(next);
                waiting.remove();
            } else {
                passedOver.add(next.key);
            }
        }
        return batch;
    }

    private void perform(List<Waiting<Q, A>> batch) {
        try {
            List<A> answers =
                    work.apply(batch.stream().map(each -> each.request).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).outcome.complete(answers.get(i));
            }
        } catch (DatabaseException e) {
            if (batch.size() == 1) {
                batch.getFirst().outcome.completeExceptionally(e);
            } else {
                batch.forEach(each -> perform(List.of(each)));
            }
        } catch (RuntimeException | Error e) {
            batch.forEach(each -> each.outcome.completeExceptionally(e));
        }
    }

    /** Requests under way since {@code begun}, by {@link System#nanoTime()}. */
    private static final class Batch<Q, A> {
        private final List<Waiting<Q, A>> requests;
        private final long begun;

        Batch(List<Waiting<Q, A>> requests, long begun) {
            this.requests = requests;
            this.begun = begun;
        }
    }

    private static final class Waiting<Q, A> {
        private final Q request;
        private final Object key;
        private final CompletableFuture<Optional<Batch<Q, A>>> turn = new CompletableFuture<>();
        private final CompletableFuture<A> outcome = new CompletableFuture<>();

        Waiting(Q request, Object key) {
            this.request = request;
            this.key = key;
        }
    }
}
