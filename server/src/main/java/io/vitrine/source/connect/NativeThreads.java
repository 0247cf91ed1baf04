package io.vitrine.source.connect;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of the operating system for calls into native code. As many as there are calls at once, which their callers
 * bound; idle ones are kept for a while.
 *
 * <p>Kept, because a new thread has the C library's allocator set up memory for it anew: an aggregate over a million rows
 * in DuckDB took twice as long on a thread of its own.
 */
final class NativeThreads implements AutoCloseable {
    private static final long KEPT_SECONDS = 60;

    private final ExecutorService executor = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEPT_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("native-", 0).factory());

    /**
     * Begins at once.
     *
     * @param name what a thread dump shows while it runs
     */
    void run(String name, Runnable task) {
        executor.execute(() -> {
            Thread thread = Thread.currentThread();
            String before = thread.getName();
            thread.setName(name);
            try {
                task.run();
            } finally {
                thread.setName(before);
            }
        });
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
