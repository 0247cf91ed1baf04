package io.vitrine.database.embedded;

import io.vitrine.database.DatabaseAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server of this process's own, with its data below one directory.
 *
 * <p>The first start unpacks the programs, makes a cluster and takes a few seconds; later ones take a fraction of one.
 * The server listens on loopback only, asks for a password, and stops when this process ends, also by {@code kill -9}.
 * It is not stopped by the terminal's Ctrl-C nor by a shutdown hook: whoever started it closes it, after the last
 * request is answered. Runs on Linux on x86-64 and arm64.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final String PORT_FILE = "postgres.port";
    private static final int START_ATTEMPTS = 3;
    private static final long LOG_LIMIT_BYTES = 10_000_000;

    private final DirectoryLock lock;
    private final PostgresProcess process;
    private final String password;
    private final int port;

    private EmbeddedPostgres(DirectoryLock lock, PostgresProcess process, String password, int port) {
        this.lock = lock;
        this.process = process;
        this.password = password;
        this.port = port;
    }

    /**
     * Starts a durable server on a directory, making the directory and an empty database where there is none.
     *
     * @throws EmbeddedPostgresException where the directory is in use, naming the process that holds it, or where
     *     PostgreSQL cannot run, saying why
     */
    public static EmbeddedPostgres start(Path dataDirectory) {
        return start(dataDirectory, dataDirectory, ServerSettings.durable());
    }

    /**
     * As {@link #start(Path)}, with settings, and with the programs in a directory that others may share.
     *
     * @param programs where PostgreSQL's programs are unpacked unless they are there already
     */
    public static EmbeddedPostgres start(Path dataDirectory, Path programs, ServerSettings settings) {
        Path home = dataDirectory.toAbsolutePath().normalize();
        try {
            createHome(home);
            return start(home, programs, settings, ServerAccount.forDirectory(home));
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "The data directory " + home + " cannot be used: " + reason(e)
                            + ". Make it writable for this account, or choose another with VITRINE_DATA_DIR.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("The start of the embedded PostgreSQL was interrupted.", e);
        }
    }

    static EmbeddedPostgres start(Path home, Path programs, ServerSettings settings, ServerAccount account)
            throws IOException, InterruptedException {
        DirectoryLock lock = DirectoryLock.acquire(home);
        try {
            PostgresBinaries binaries = PostgresBinaries.unpackedBelow(account.placeForPrograms(programs));
            boolean durable = !"off".equals(settings.parameters().get("fsync"));
            Cluster cluster = Cluster.openOrCreate(home, binaries, account, durable);
            PostgresProcess.stopOrphan(cluster);
            Path log = home.resolve("postgres.log");
            rotate(log);
            for (int attempt = 1; ; attempt++) {
                int port = port(home);
                ProcessBuilder command = account.serverCommand(
                        cluster.directory(), serverCommand(binaries, account, cluster, settings, port));
                try {
                    PostgresProcess process = PostgresProcess.start(command, cluster, log);
                    return new EmbeddedPostgres(lock, process, cluster.password(), port);
                } catch (EmbeddedPostgresException e) {
                    // Somebody may have taken the port in between; any other reason is final.
                    if (attempt == START_ATTEMPTS || isFree(port)) {
                        throw e;
                    }
                }
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * The way into the server that another process, or this one, runs on a directory; empty where none runs there.
     *
     * <p>Takes the right to read the directory's password file.
     */
    public static Optional<DatabaseAddress> addressOfRunning(Path dataDirectory) {
        Path home = dataDirectory.toAbsolutePath().normalize();
        try {
            if (!DirectoryLock.isHeld(home)) {
                return Optional.empty();
            }
            String port = Files.readString(home.resolve(PORT_FILE)).strip();
            String password = Cluster.password(home);
            return Optional.of(address(Integer.parseInt(port), Cluster.NAME, password));
        } catch (IOException | NumberFormatException e) {
            throw new EmbeddedPostgresException(
                    "The data directory " + home + " is in use, and how to reach its database cannot be read: " + e, e);
        }
    }

    private static DatabaseAddress address(int port, String database, String password) {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                Optional.of(Cluster.NAME),
                Optional.of(password));
    }

    private static List<String> serverCommand(
            PostgresBinaries binaries, ServerAccount account, Cluster cluster, ServerSettings settings, int port)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                binaries.postgres().toString(),
                "-D",
                account.pathOf(cluster.directory()),
                "-p",
                Integer.toString(port),
                "-c",
                "cluster_name=" + cluster.mark()));
        command.addAll(settings.arguments());
        return command;
    }

    /** Where the server listens and how to log in to the database that this product uses. */
    public DatabaseAddress address() {
        return address(Cluster.NAME);
    }

    /** As {@link #address()}, for another database of the same server. */
    public DatabaseAddress address(String database) {
        return address(port, database, password);
    }

    /** The process id of the server. */
    public long pid() {
        return process.pid();
    }

    /** Whether the server's process lives. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Stops the server in order and gives the directory back; open connections are cut. */
    @Override
    public void close() {
        try {
            process.stop();
            lock.close();
        } catch (IOException e) {
            throw new EmbeddedPostgresException("The embedded PostgreSQL could not be stopped: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException denied ? "permission denied at " + denied.getFile() : e.toString();
    }

    private static void createHome(Path home) throws IOException {
        if (Files.isDirectory(home)) {
            return;
        }
        Path parent = home.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        // The server's own account must pass through; every file inside is closed by its own mode.
        String mode = ServerAccount.isRoot() ? "rwx--x--x" : "rwx------";
        Files.createDirectory(home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
    }

    /** The port of the last start if it is free still, else any free one. */
    private static int port(Path home) throws IOException {
        Path file = home.resolve(PORT_FILE);
        if (Files.isRegularFile(file)) {
            String kept = Files.readString(file).strip();
            if (kept.matches("[0-9]{1,5}") && isFree(Integer.parseInt(kept))) {
                return Integer.parseInt(kept);
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            int port = socket.getLocalPort();
            Files.writeString(file, port + "\n");
            return port;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port), 1);
            return true;
        } catch (IOException | IllegalArgumentException taken) {
            return false;
        }
    }

    private static void rotate(Path log) throws IOException {
        if (Files.isRegularFile(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
