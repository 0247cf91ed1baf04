package io.vitrine.source.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A certificate in a file of our own, for drivers that take certificates by path only; gone after {@link #delete}. */
final class PemFile {
    private final Optional<Path> path;

    private PemFile(Optional<Path> path) {
        this.path = path;
    }

    static PemFile of(Optional<String> pem) {
        return new PemFile(pem.map(text -> {
            try {
                Path file = Files.createTempFile("vitrine-ca-", ".pem");
                file.toFile().deleteOnExit();
                return Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    Optional<String> path() {
        return path.map(Path::toString);
    }

    void delete() {
        path.ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
