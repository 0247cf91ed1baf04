package io.vitrine.http.edge;

import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.TryExecutor;

/**
 * The threads on which Jetty accepts connections and reads from them.
 *
 * <p>A connection whose request was answered by a thread of its own goes on elsewhere: it looks for another request, finds
 * none, and asks to be told of one. Jetty wakes a thread of its pool for that, a tenth of what a short request costs in
 * all. It never waits there, so a virtual thread does it instead, mostly on the processor that wrote the answer.
 */
final class NetworkThreads implements TryExecutor {
    private final QueuedThreadPool pool;
    private final Executor requests;

    /** @param requests gives each task a virtual thread */
    NetworkThreads(QueuedThreadPool pool, Executor requests) {
        this.pool = pool;
        this.requests = requests;
    }

    @Override
    public void execute(Runnable task) {
        if (task instanceof Connection) {
            requests.execute(task);
        } else {
            pool.execute(task);
        }
    }

    @Override
    public boolean tryExecute(Runnable task) {
        return pool.tryExecute(task);
    }
}
