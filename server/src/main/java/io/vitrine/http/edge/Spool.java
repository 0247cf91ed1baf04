package io.vitrine.http.edge;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets an endpoint write its answer while it still reads the request, whether or not the client reads at that time.
 *
 * <p>Many clients send the whole request before they read the first byte of the answer. Writing straight to the socket
 * would then stop as soon as its buffers are full, and with it the reading, for ever. So the answer goes to a temporary
 * file, from which a thread of its own feeds the socket as fast as the client takes it. Memory stays constant.
 */
public final class Spool {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long written;
    private boolean complete;
    private @Nullable IOException clientGone;

    private Spool() {}

    /**
     * Runs {@code producer} and feeds {@code client} with what it writes.
     *
     * @throws IOException when the client has gone; the producer's next write throws it too, so that it stops
     */
    public static void feed(OutputStream client, Reply.Writer producer) throws IOException {
        Path file = Files.createTempFile("vitrine-answer-", ".spool");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            Spool spool = new Spool();
            Thread feeder = Thread.ofVirtual().name("spool").start(() -> spool.copy(channel, client));
            try {
                producer.writeTo(spool.new Appender(channel));
            } finally {
                spool.finish();
                join(feeder);
            }
            spool.throwIfClientGone();
        }
    }

    private void copy(FileChannel channel, OutputStream client) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long sent = 0;
        try {
            for (long available = awaitMoreThan(sent); available > sent; available = awaitMoreThan(sent)) {
                while (sent < available) {
                    buffer.clear();
                    int count = channel.read(buffer, sent);
                    if (count < 0) {
                        throw new EOFException("the spool file was cut short");
                    }
                    client.write(buffer.array(), 0, count);
                    sent += count;
                }
                client.flush();
            }
        } catch (IOException e) {
            lock.lock();
            try {
                clientGone = e;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits until there is more than was sent; answers how much there is, which is no more once all is sent. */
    private long awaitMoreThan(long sent) {
        lock.lock();
        try {
            while (written <= sent && !complete) {
                grown.awaitUninterruptibly();
            }
            return written;
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        lock.lock();
        try {
            complete = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void throwIfClientGone() throws IOException {
        lock.lock();
        try {
            if (clientGone != null) {
                throw clientGone;
            }
        } finally {
            lock.unlock();
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Appender extends OutputStream {
        private final FileChannel channel;

        Appender(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            throwIfClientGone();
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            long at;
            lock.lock();
            try {
                at = written;
            } finally {
                lock.unlock();
            }
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
            lock.lock();
            try {
                written = at;
                grown.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
