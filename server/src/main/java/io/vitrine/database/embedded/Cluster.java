package io.vitrine.database.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The files of one PostgreSQL server: a superuser with a password and an empty database, both named {@code vitrine}.
 *
 * @param directory what PostgreSQL calls its data directory
 * @param password of the superuser
 */
record Cluster(Path directory, String password) {
    static final String NAME = "vitrine";
    private static final String PASSWORD_FILE = "postgres.password";

    /**
     * What this cluster's processes carry on their command lines, and no other's.
     *
     * <p>A process id in a file is no proof, because ids are used again; and in a container even root may not see where
     * another account's process works, while command lines are open to all.
     */
    String mark() throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(directory.toRealPath().toString().getBytes(StandardCharsets.UTF_8));
        return NAME + "-" + HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    /**
     * Opens the cluster below {@code home}, making it first where there is none.
     *
     * <p>A cluster is made beside its place and moved there when it is whole, so a start that was killed half way
     * leaves nothing behind that the next one trips over.
     */
    static Cluster openOrCreate(Path home, PostgresBinaries binaries, ServerAccount account, boolean durable)
            throws IOException, InterruptedException {
        Path directory = home.resolve("cluster");
        Path passwordFile = home.resolve(PASSWORD_FILE);
        if (Files.isDirectory(directory)) {
            if (!Files.isRegularFile(passwordFile)) {
                throw new EmbeddedPostgresException("The file " + passwordFile + " is missing, and without it there is"
                        + " no way into the database beside it. Put it back from your backup.");
            }
            account.give(directory);
            return new Cluster(directory, Files.readString(passwordFile).strip());
        }
        String password = keptPassword(passwordFile);
        Path half = home.resolve("cluster.new");
        PostgresBinaries.delete(half);
        Files.createDirectory(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.give(half);
        initialise(half, password, binaries, account, durable);
        createDatabase(half, binaries, account);
        Files.move(half, directory, StandardCopyOption.ATOMIC_MOVE);
        return new Cluster(directory, password);
    }

    /** The superuser's password of the cluster below {@code home}. */
    static String password(Path home) throws IOException {
        return Files.readString(home.resolve(PASSWORD_FILE)).strip();
    }

    private static String keptPassword(Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) > 0) {
            return Files.readString(file).strip();
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password + "\n", StandardOpenOption.SYNC);
        return password;
    }

    private static void initialise(
            Path directory, String password, PostgresBinaries binaries, ServerAccount account, boolean durable)
            throws IOException, InterruptedException {
        // The password's own file belongs to the caller, and the account may not read it.
        Path passedOn = Files.createTempFile("vitrine-", ".password");
        try {
            account.give(passedOn);
            Files.writeString(passedOn, password + "\n");
            List<String> command = new ArrayList<>(List.of(
                    binaries.initdb().toString(),
                    "--pgdata=" + account.pathOf(directory),
                    "--username=" + NAME,
                    "--auth=scram-sha-256",
                    // Many rounds protect a password that can be guessed. This one is random, and each connection pays.
                    "--set=scram_iterations=1",
                    "--pwfile=" + passedOn,
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-instructions"));
            if (!durable) {
                command.add("--no-sync");
            }
            run(account.command(directory, command), "", "initdb");
        } finally {
            Files.delete(passedOn);
        }
    }

    private static void createDatabase(Path directory, PostgresBinaries binaries, ServerAccount account)
            throws IOException, InterruptedException {
        run(
                account.command(
                        directory,
                        List.of(
                                binaries.postgres().toString(),
                                "--single",
                                "-D",
                                account.pathOf(directory),
                                "-c",
                                "log_checkpoints=off",
                                "postgres")),
                "CREATE DATABASE " + NAME + "\n",
                "the database's creation");
    }

    private static void run(ProcessBuilder command, String input, String step)
            throws IOException, InterruptedException {
        command.environment().put("LC_ALL", "C");
        Process process = command.redirectErrorStream(true).start();
        try (var toProcess = process.getOutputStream()) {
            toProcess.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output;
        try (var fromProcess = process.getInputStream()) {
            output = new String(fromProcess.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (process.waitFor() != 0 || output.contains("ERROR:") || output.contains("FATAL:")) {
            throw new EmbeddedPostgresException(
                    "The embedded PostgreSQL could not be set up: " + step + " failed. It said:\n" + output.strip());
        }
    }
}
