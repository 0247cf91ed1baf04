package io.vitrine.source.connect;

import org.jspecify.annotations.Nullable;

/**
 * The means to call off a run: whoever holds it cancels, and the statement is stopped in the database.
 *
 * <p>For one run. Safe for use by many threads.
 */
public final class Cancellation {
    private boolean cancelled;
    private @Nullable Runnable action;

    /** Calls the run off; does nothing where it is over or called off already. */
    public void cancel() {
        @Nullable Runnable todo;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            todo = action;
        }
        if (todo != null) {
            todo.run();
        }
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Sets what a cancel does from now on; does it at once where the cancel came first. */
    public void onCancel(Runnable todo) {
        synchronized (this) {
            if (!cancelled) {
                action = todo;
                return;
            }
        }
        todo.run();
    }

    /** Takes back what {@link #onCancel} set: the thing to cancel is over. */
    public synchronized void clear() {
        action = null;
    }
}
