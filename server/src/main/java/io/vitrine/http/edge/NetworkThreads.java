package io.vitrine.http.edge;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.TryExecutor;

/**
 * The threads on which Jetty accepts connections and reads from them.
 *
 * <p>A connection whose request was answered by a thread of its own goes on elsewhere: it looks for another request, finds
 * none, and asks to be told of one. Jetty wakes a thread of its pool for that, a tenth of what a short request costs in
 * all. It never waits there, so the thread that wrote the answer does it instead, and at once: on another virtual thread it
 * would stand behind those at work, and a client that is to be turned away would wait for them.
 */
final class NetworkThreads implements TryExecutor {
    private final QueuedThreadPool pool;

    NetworkThreads(QueuedThreadPool pool) {
        this.pool = pool;
    }

    @Override
    public void execute(Runnable task) {
        if (task instanceof Connection && Thread.currentThread().isVirtual()) {
            task.run();
        } else {
            pool.execute(task);
        }
    }

    @Override
    public boolean tryExecute(Runnable task) {
        return pool.tryExecute(task);
    }
}
