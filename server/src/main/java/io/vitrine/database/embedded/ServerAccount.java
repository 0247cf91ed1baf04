package io.vitrine.database.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The operating system's account that PostgreSQL runs under, and how to become it: PostgreSQL refuses to run as root.
 *
 * <p>Whoever is not root stays who they are. Root becomes {@code postgres} or {@code nobody} where that account can
 * reach the data directory; below a home directory such as {@code /root} it cannot, and then a user namespace gives
 * root another number without taking its files away. Containers often refuse namespaces; there the account is handed
 * the data directory as its working directory, which needs no way to it.
 *
 * @param become the command in front of the command; empty to stay
 * @param owner who must own the data, where the caller has the power to give it away
 * @param reach how the account finds the data
 */
record ServerAccount(List<String> become, Optional<Owner> owner, Reach reach) {
    /** Numbers of a user and its group. */
    record Owner(int user, int group) {}

    /** How an account finds its data. */
    enum Reach {
        /** By its path. */
        BY_PATH,
        /** As its working directory: the path leads through a directory that the account may not enter. */
        BY_WORKING_DIRECTORY
    }

    private static final Owner ROOT = new Owner(0, 0);
    private static final Path SHARED_PLACE = Path.of("/var/cache/vitrine");
    private static final long PROBE_SECONDS = 10;

    /**
     * Finds an account that can run a server on {@code home}, by trying.
     *
     * @throws EmbeddedPostgresException where the caller is root and there is no way to be anything else
     */
    static ServerAccount forDirectory(Path home) throws IOException, InterruptedException {
        if (!isRoot()) {
            return new ServerAccount(List.of(), Optional.empty(), Reach.BY_PATH);
        }
        return firstThatWorks(candidates(), home)
                .orElseThrow(() -> new EmbeddedPostgresException("PostgreSQL does not run as root, and here root can"
                        + " become nobody else: setpriv, runuser and unshare (Debian package util-linux) were refused or"
                        + " are missing. Start as another user, or set VITRINE_DATABASE_URL to a PostgreSQL that runs"
                        + " elsewhere."));
    }

    /** All ways to leave root, the best one first. */
    static List<ServerAccount> candidates() throws IOException {
        List<PasswordEntry> users = PasswordEntry.named("postgres", "nobody");
        List<ServerAccount> candidates = new ArrayList<>();
        users.forEach(user -> candidates.add(user.bySetpriv(Reach.BY_PATH)));
        users.forEach(user -> candidates.add(user.byRunuser(Reach.BY_PATH)));
        candidates.add(new ServerAccount(List.of("unshare", "-U"), Optional.of(ROOT), Reach.BY_PATH));
        users.forEach(user -> candidates.add(user.bySetpriv(Reach.BY_WORKING_DIRECTORY)));
        users.forEach(user -> candidates.add(user.byRunuser(Reach.BY_WORKING_DIRECTORY)));
        return candidates;
    }

    static Optional<ServerAccount> firstThatWorks(List<ServerAccount> candidates, Path home)
            throws InterruptedException {
        for (ServerAccount candidate : candidates) {
            if (candidate.works(home)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    private boolean works(Path home) throws InterruptedException {
        String check = switch (reach) {
            case BY_PATH -> "cd \"$0\" && test \"$(id -u)\" != 0";
            case BY_WORKING_DIRECTORY -> "test -d /proc/self/cwd && test \"$(id -u)\" != 0";
        };
        try {
            Process process = command(home, List.of("/bin/sh", "-c", check, home.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    /** A short-lived command that runs as this account. */
    ProcessBuilder command(Path workingDirectory, List<String> command) {
        List<String> words = new ArrayList<>(become);
        words.addAll(command);
        return new ProcessBuilder(words).directory(workingDirectory.toFile());
    }

    /**
     * A command that runs as this account until told to stop.
     *
     * <p>It gets a session of its own, so that the terminal's Ctrl-C reaches only the caller, who stops it in order; and
     * it gets SIGINT when the thread that starts it ends, so that it never outlives a caller that was killed.
     */
    ProcessBuilder serverCommand(Path workingDirectory, List<String> command) {
        List<String> words = new ArrayList<>();
        if (isInstalled("setsid")) {
            words.add("setsid");
        }
        words.addAll(become);
        if (isInstalled("setpriv")) {
            words.addAll(List.of("setpriv", "--pdeathsig", "INT"));
        }
        words.addAll(command);
        return new ProcessBuilder(words).directory(workingDirectory.toFile());
    }

    /** The path by which this account reaches its working directory. */
    String pathOf(Path workingDirectory) {
        return switch (reach) {
            case BY_PATH -> workingDirectory.toString();
            case BY_WORKING_DIRECTORY -> "/proc/self/cwd";
        };
    }

    /** Where this account can run programs from, given where they should be. */
    Path placeForPrograms(Path wanted) {
        return switch (reach) {
            case BY_PATH -> wanted;
            case BY_WORKING_DIRECTORY -> SHARED_PLACE;
        };
    }

    /** Gives a file, or a directory with all that is in it, to this account unless it has it already. */
    void give(Path tree) throws IOException {
        if (owner.isEmpty() || ownerOf(tree).equals(owner.get())) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            // The root of the tree comes last: its owner says that the work is done.
            all = walk.toList().reversed();
        }
        for (Path path : all) {
            Files.setAttribute(path, "unix:gid", owner.get().group(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", owner.get().user(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static Owner ownerOf(Path path) throws IOException {
        return new Owner((int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS), (int)
                Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS));
    }

    private static boolean isInstalled(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Stream.of(path.split(":", -1))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** A line of {@code /etc/passwd}; a number without one will not do, PostgreSQL looks its own name up. */
    private record PasswordEntry(String name, int user, int group) {
        static List<PasswordEntry> named(String... names) throws IOException {
            List<PasswordEntry> found = new ArrayList<>();
            List<String> lines = Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1);
            for (String name : names) {
                lines.stream()
                        .map(line -> line.split(":", -1))
                        .filter(fields -> fields.length >= 4 && fields[0].equals(name))
                        .findFirst()
                        .ifPresent(fields -> found.add(
                                new PasswordEntry(name, Integer.parseInt(fields[2]), Integer.parseInt(fields[3]))));
            }
            return found;
        }

        ServerAccount bySetpriv(Reach reach) {
            return new ServerAccount(
                    List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--no-new-privs"),
                    Optional.of(new Owner(user, group)),
                    reach);
        }

        ServerAccount byRunuser(Reach reach) {
            return new ServerAccount(List.of("runuser", "-u", name, "--"), Optional.of(new Owner(user, group)), reach);
        }
    }
}
