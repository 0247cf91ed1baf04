package io.vitrine.http.v1;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A piece of work on another thread whose outcome is wanted later. */
record InFlight<T>(Future<T> future) {
    static <T> InFlight<T> none(T value) {
        return new InFlight<>(CompletableFuture.completedFuture(value));
    }

    static <T> InFlight<T> start(ExecutorService executor, Callable<T> work) {
        return new InFlight<>(executor.submit(work));
    }

    /** The outcome; throws what the work threw. */
    T await() {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
