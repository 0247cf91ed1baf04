package io.vitrine.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Clients that do not wait for one another: requests leave at a fixed rate, however long the answers take, which wrk
 * cannot do. A latency counts from the moment at which its request was due, so that a server which falls behind cannot
 * hide it.
 *
 * @param requests the n-th request
 */
record OpenLoop(Calls calls, IntFunction<byte[]> requests) {
    /** While so many are under way no more are sent: the machine, not the server, would be measured. */
    private static final int MOST_IN_FLIGHT = 2_000;

    /** With larger ones, collecting the garbage of this process took a quarter of a second, which counted as the server's. */
    private static final int BUFFER_BYTES = 4 * 1024;

    /**
     * What became of the requests.
     *
     * @param seconds from the first request to the last answer
     * @param answered latencies of those that were answered as wished, in milliseconds
     * @param refused latencies of those that were refused with 429 or 503
     * @param failed those that were answered in another way, or not at all
     * @param unsent those that were not sent, because {@link #MOST_IN_FLIGHT} were under way
     */
    record Outcome(double seconds, Series answered, Series refused, long failed, long unsent) {
        double answeredRate() {
            return answered.values().size() / seconds;
        }

        /** All of it in a line. */
        String told() {
            return String.format(
                    Locale.ROOT,
                    "p99 %.0f ms, %d refused, %d failed, %d not sent because %,d were under way",
                    answered.percentile(99),
                    refused.values().size(),
                    failed,
                    unsent,
                    MOST_IN_FLIGHT);
        }
    }

    Outcome run(double rate, Duration time) {
        List<Double> answered = Collections.synchronizedList(new ArrayList<>());
        List<Double> refused = Collections.synchronizedList(new ArrayList<>());
        AtomicLong failed = new AtomicLong();
        long unsent = 0;
        AtomicLong inFlight = new AtomicLong();
        Deque<Wire> idle = new ConcurrentLinkedDeque<>();
        // What was left before is collected now, and not while somebody waits.
        System.gc();
        long begun = System.nanoTime();
        int total = (int) (rate * time.toNanos() / 1e9);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < total; n++) {
                long due = begun + (long) (n * 1e9 / rate);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                if (inFlight.get() >= MOST_IN_FLIGHT) {
                    unsent++;
                    continue;
                }
                inFlight.incrementAndGet();
                byte[] request = requests.apply(n);
                clients.submit(() -> {
                    try {
                        int status = exchange(idle, request);
                        double millis = (System.nanoTime() - due) / 1e6;
                        if (status < 400) {
                            answered.add(millis);
                        } else if (status == 429 || status == 503) {
                            refused.add(millis);
                        } else {
                            failed.incrementAndGet();
                        }
                    } catch (IOException e) {
                        failed.incrementAndGet();
                    } finally {
                        inFlight.decrementAndGet();
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        idle.forEach(OpenLoop::close);
        return new Outcome(seconds, Series.of(answered), Series.of(refused), failed.get(), unsent);
    }

    private int exchange(Deque<Wire> idle, byte[] request) throws IOException {
        Wire kept = idle.pollFirst();
        Wire wire = kept == null ? new Wire(calls, BUFFER_BYTES) : kept;
        try {
            int status = wire.exchange(request).status();
            idle.addFirst(wire);
            return status;
        } catch (IOException e) {
            wire.close();
            throw e;
        }
    }

    private static void close(Wire wire) {
        try {
            wire.close();
        } catch (IOException alreadyGone) {
            // It was to be closed.
        }
    }
}
