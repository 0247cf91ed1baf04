package io.vitrine;

import io.vitrine.configuration.Configuration;
import io.vitrine.configuration.InstallationKey;
import io.vitrine.database.DatabaseAddress;
import io.vitrine.database.Sealer;
import io.vitrine.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * What a server stands on: its configuration, its key, and the directory's PostgreSQL, which is started here where the
 * operator named none.
 */
public final class Installation implements AutoCloseable {
    private static final String KEY_FILE = "installation.key";

    private final Configuration configuration;
    private final byte[] key;
    private final Optional<EmbeddedPostgres> embedded;
    private final DatabaseAddress database;

    private Installation(
            Configuration configuration, byte[] key, Optional<EmbeddedPostgres> embedded, DatabaseAddress database) {
        this.configuration = configuration;
        this.key = key;
        this.embedded = embedded;
        this.database = database;
    }

    /** Opens the installation; starts the embedded PostgreSQL unless the configuration names another. */
    public static Installation open(Configuration configuration) {
        Optional<DatabaseAddress> external = configuration.database().address();
        if (external.isPresent()) {
            return new Installation(configuration, key(configuration), Optional.empty(), external.get());
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.start(configuration.dataDirectory());
        try {
            return new Installation(configuration, key(configuration), Optional.of(postgres), postgres.address());
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /**
     * As {@link #open}, for a subcommand that works beside a server: where one runs on the data directory, its embedded
     * PostgreSQL is used and left running.
     */
    public static Installation openBeside(Configuration configuration) {
        Optional<DatabaseAddress> running = configuration.database().address().isPresent()
                ? Optional.empty()
                : EmbeddedPostgres.addressOfRunning(configuration.dataDirectory());
        return running.isPresent()
                ? new Installation(configuration, key(configuration), Optional.empty(), running.get())
                : open(configuration);
    }

    public Configuration configuration() {
        return configuration;
    }

    /** The 32 bytes that seal what is at rest. */
    public byte[] key() {
        return key.clone();
    }

    public DatabaseAddress database() {
        return database;
    }

    /** The embedded PostgreSQL, where it is ours. */
    public Optional<EmbeddedPostgres> embedded() {
        return embedded;
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedPostgres::close);
    }

    private static byte[] key(Configuration configuration) {
        return configuration
                .secretKey()
                .map(InstallationKey::bytes)
                .orElseGet(() -> keptKey(configuration.dataDirectory()));
    }

    /** The key in the data directory, made at the first start; readable by its owner only. */
    private static byte[] keptKey(Path dataDirectory) {
        Path file = dataDirectory.resolve(KEY_FILE);
        try {
            Files.createDirectories(dataDirectory);
            if (Files.notExists(file)) {
                byte[] fresh = new byte[Sealer.KEY_BYTES];
                new SecureRandom().nextBytes(fresh);
                create(file, Base64.getEncoder().encodeToString(fresh));
            }
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("The installation's key " + file + " cannot be read.", e);
        }
    }

    private static void create(Path file, String text) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (FileAlreadyExistsException e) {
            // Another start made it in the meantime; its key counts.
        }
    }
}
