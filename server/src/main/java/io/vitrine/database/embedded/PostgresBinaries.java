package io.vitrine.database.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path once.
 *
 * <p>The directory's name carries the archive's checksum, so another version unpacks beside it. It gets that name by a
 * rename when everything is inside, so a directory that is there is complete, also when two processes unpack at once
 * or one is killed half way.
 */
record PostgresBinaries(Path directory) {
    Path initdb() {
        return directory.resolve("bin/initdb");
    }

    Path postgres() {
        return directory.resolve("bin/postgres");
    }

    /**
     * Unpacks into a directory below {@code place} unless that was done before.
     *
     * @throws EmbeddedPostgresException where there is no PostgreSQL for this operating system and processor
     */
    static PostgresBinaries unpackedBelow(Path place) throws IOException {
        URL archive = archive();
        Path directory = place.resolve("postgres-" + fingerprint(archive));
        if (Files.isDirectory(directory)) {
            return new PostgresBinaries(directory);
        }
        Files.createDirectories(place);
        Path half = Files.createTempDirectory(place, "unpacking-");
        try {
            unpack(archive, half);
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(half, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(half);
            if (!Files.isDirectory(directory)) {
                throw new EmbeddedPostgresException(
                        "PostgreSQL cannot be unpacked into " + directory + ": " + e
                                + ". It needs 70 MB there, on a file system that allows programs.",
                        e);
            }
        }
        return new PostgresBinaries(directory);
    }

    private static URL archive() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String name = switch (processor) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> processor;
        };
        URL archive = PostgresBinaries.class.getResource("/postgres-linux-" + name + ".txz");
        if (!system.contains("linux") || archive == null) {
            throw new EmbeddedPostgresException("The embedded PostgreSQL runs on Linux on x86-64 and arm64, not on "
                    + system + " on " + processor
                    + ". Set VITRINE_DATABASE_URL to a PostgreSQL 13 or newer, such as"
                    + " postgresql://user:password@localhost/vitrine.");
        }
        return archive;
    }

    private static String fingerprint(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        return Long.toHexString(archive.openConnection().getContentLengthLong());
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream file = archive.openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(file, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("an entry of the archive points outside of it: " + entry.getName());
                }
                place(entry, tar, path);
            }
        }
    }

    private static void place(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            try {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } catch (FileAlreadyExistsException e) {
                throw new IOException("an entry of the archive comes twice: " + entry.getName(), e);
            }
            return;
        }
        Files.copy(content, path);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /** Deletes a directory and all that is in it, where it exists. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
