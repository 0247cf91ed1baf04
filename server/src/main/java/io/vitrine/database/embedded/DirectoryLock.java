package io.vitrine.database.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The claim of one process on a data directory.
 *
 * <p>The operating system holds the lock and drops it with the process, so none is ever stale; a second file names the
 * holder for the message to the one who comes second. The names stand apart because POSIX drops a lock when its process
 * closes <em>any</em> descriptor of the locked file, so that file must never be opened to be read.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String LOCK_FILE = "vitrine.lock";
    private static final String HOLDER_FILE = "vitrine.pid";

    private final FileChannel channel;
    private final FileLock lock;
    private final Path holderFile;

    private DirectoryLock(FileChannel channel, FileLock lock, Path holderFile) {
        this.channel = channel;
        this.lock = lock;
        this.holderFile = holderFile;
    }

    /**
     * Claims a directory that exists.
     *
     * @throws EmbeddedPostgresException naming the process that holds it already
     */
    static DirectoryLock acquire(Path directory) throws IOException {
        Path holderFile = directory.resolve(HOLDER_FILE);
        Optional<Holder> holder = Holder.read(holderFile);
        if (holder.isPresent() && holder.get().equals(Holder.current())) {
            throw refusal(directory, holder);
        }
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw refusal(directory, Holder.read(holderFile));
        }
        Files.writeString(holderFile, Holder.current().line());
        return new DirectoryLock(channel, lock, holderFile);
    }

    /** Whether a process, this one or another, holds the directory at this moment. */
    static boolean isHeld(Path directory) throws IOException {
        if (!Files.isRegularFile(directory.resolve(LOCK_FILE))) {
            return false;
        }
        Optional<Holder> holder = Holder.read(directory.resolve(HOLDER_FILE));
        if (holder.isPresent() && holder.get().equals(Holder.current())) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(directory.resolve(LOCK_FILE), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    private static EmbeddedPostgresException refusal(Path directory, Optional<Holder> holder) {
        return new EmbeddedPostgresException("The data directory " + directory + " is in use by "
                + holder.map(Holder::describe).orElse("another process")
                + ". Stop that one first, or choose another directory with VITRINE_DATA_DIR.");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(holderFile);
        lock.release();
        channel.close();
    }

    /**
     * The process that holds a directory.
     *
     * @param startedAt milliseconds since the epoch; in a container every process may have the same id, so the id alone
     *     does not tell this process from the one before it
     */
    private record Holder(long pid, long startedAt) {
        static Holder current() {
            ProcessHandle self = ProcessHandle.current();
            return new Holder(
                    self.pid(),
                    self.info()
                            .startInstant()
                            .map(instant -> instant.toEpochMilli())
                            .orElse(0L));
        }

        static Optional<Holder> read(Path file) throws IOException {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            String[] words = Files.readString(file).strip().split(" ", -1);
            try {
                return words.length == 2
                        ? Optional.of(new Holder(Long.parseLong(words[0]), Long.parseLong(words[1])))
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        String line() {
            return pid + " " + startedAt + "\n";
        }

        String describe() {
            String command = ProcessHandle.of(pid)
                    .flatMap(process -> process.info().command())
                    .map(path -> " (" + path + ")")
                    .orElse("");
            return "process " + pid + command;
        }
    }
}
