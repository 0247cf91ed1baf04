package io.vitrine.query;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.source.connect.Cancellation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * One run of a query for all who want its result at this moment, on a thread of its own.
 *
 * <p>Who goes away stops waiting; when the last one goes, the run is called off and nobody can join it any more.
 */
final class SharedRun {
    private final String customer;
    private final Cancellation cancellation = new Cancellation();
    private final CompletableFuture<QueryResult> result = new CompletableFuture<>();
    private int waiting;
    private boolean calledOff;

    /**
     * @param customer in whose name it runs, and at whose expense
     */
    SharedRun(String customer) {
        this.customer = customer;
    }

    String customer() {
        return customer;
    }

    /** Counts the caller in, who must then {@link #await}; false where the run has been called off. */
    synchronized boolean join() {
        if (calledOff) {
            return false;
        }
        waiting++;
        return true;
    }

    /** Begins. {@code run} has ended when its result, or what it threw, is handed to those who wait. */
    void start(Function<Cancellation, QueryResult> run) {
        Thread.ofVirtual().name("query-" + customer).start(() -> {
            try {
                result.complete(run.apply(cancellation));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
    }

    /**
     * Waits, as one who has joined, for the result or for {@code asker} to go away.
     *
     * @throws RuntimeException what the run threw
     */
    QueryResult await(Asker asker) {
        CompletableFuture<QueryResult> mine = result.copy();
        Runnable lookout = asker.whenGone(() -> mine.cancel(false));
        try {
            return mine.join();
        } catch (CancellationException e) {
            throw new Refusal(ErrorCode.CLIENT_GONE, "The query is no longer wanted.");
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        } finally {
            lookout.run();
            leave();
        }
    }

    private void leave() {
        synchronized (this) {
            waiting--;
            if (waiting > 0 || result.isDone()) {
                return;
            }
            calledOff = true;
        }
        cancellation.cancel();
    }
}
