package io.vitrine.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where Debian keeps PostgreSQL's programs: the newest version's folder, else the search path. */
final class DebianPrograms {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private DebianPrograms() {}

    static String pgbench() {
        return program("pgbench");
    }

    static String psql() {
        return program("psql");
    }

    private static String program(String name) {
        if (!Files.isDirectory(VERSIONS)) {
            return name;
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .max(Comparator.comparing(Path::toString))
                    .map(Path::toString)
                    .orElse(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
