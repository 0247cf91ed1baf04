package io.vitrine.bench;

import io.vitrine.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where benches run: one durable PostgreSQL, which serves the server and what it is held against alike, a folder for
 * everything that is written, and the plan. Closing it ends and deletes all of it.
 */
final class Stage implements AutoCloseable {
    private final Path root;
    private final Path work;
    private final Plan plan;
    private final Optional<Path> recordings;
    private final Map<String, String> secrets;
    private final Set<String> settled = new HashSet<>();
    private Optional<EmbeddedPostgres> postgres = Optional.empty();

    private Stage(Path root, Path work, Plan plan, Optional<Path> recordings, Map<String, String> secrets) {
        this.root = root;
        this.work = work;
        this.plan = plan;
        this.recordings = recordings;
        this.secrets = secrets;
    }

    /**
     * Makes the folder; PostgreSQL starts when it is first asked for.
     *
     * @param recordings where each server leaves a recording of the JDK's flight recorder, if that is wanted
     */
    static Stage open(Path root, Plan plan, Optional<Path> recordings) throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[32];
        byte[] token = new byte[32];
        random.nextBytes(key);
        random.nextBytes(token);
        Path work = Files.createTempDirectory("vitrine-bench");
        if (recordings.isPresent()) {
            Files.createDirectories(recordings.get());
        }
        // PostgreSQL runs under an account of its own where we are root, and has to pass through.
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwx--x--x"));
        Stage stage = new Stage(
                root,
                work,
                plan,
                recordings,
                Map.of(
                        "VITRINE_SECRET_KEY", Base64.getEncoder().encodeToString(key),
                        "VITRINE_BOOTSTRAP_TOKEN", HexFormat.of().formatHex(token)));
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "bench-cleaner"));
        return stage;
    }

    Path root() {
        return root;
    }

    /** The folder for what is written; the benches' own, and gone afterwards. */
    Path work() {
        return work;
    }

    Plan plan() {
        return plan;
    }

    /** The secrets that every server of this run is given, so that they can read one another's databases. */
    Map<String, String> secrets() {
        return secrets;
    }

    /** Says on the error stream what is going on. */
    void say(String what) {
        System.err.println("  " + what);
    }

    /** A database of the benches' PostgreSQL, made empty where it is not there. */
    DirectoryDatabase database(String name) throws SQLException {
        DirectoryDatabase administration = named("postgres");
        if (administration.number("select count(*) from pg_database where datname = '" + name + "'") == 0) {
            administration.execute("create database " + name);
        }
        return named(name);
    }

    /** The database of a population, settled at its first use. */
    DirectoryDatabase database(Population population) throws SQLException, IOException, InterruptedException {
        DirectoryDatabase database = database(population.databaseName());
        if (settled.add(population.databaseName())) {
            say("creating " + population.customers() + " customers");
            try (Vitrine server = serve(database)) {
                population.settle(server.http(), work);
            }
            database.execute("vacuum analyze", "checkpoint");
        }
        return database;
    }

    /** The database of a population with nobody in it yet, also where an earlier bench has settled it. */
    DirectoryDatabase emptyDatabase(Population population) throws SQLException {
        if (settled.remove(population.databaseName())) {
            drop(named(population.databaseName()));
        }
        return database(population.databaseName());
    }

    void drop(DirectoryDatabase database) throws SQLException {
        named("postgres").execute("drop database " + database.name() + " with (force)");
    }

    /** Notes that a bench has settled this population by itself. */
    void settled(Population population) {
        settled.add(population.databaseName());
    }

    /** A server on a database, without a rate limit. */
    Vitrine serve(DirectoryDatabase database) throws InterruptedException {
        return serve(database, Map.of());
    }

    Vitrine serve(DirectoryDatabase database, Map<String, String> settings) throws InterruptedException {
        Map<String, String> all = new TreeMap<>(secrets);
        all.put("VITRINE_DATABASE_URL", database.url());
        recordings.ifPresent(folder -> all.put(
                "VITRINE_JAVA_OPTIONS",
                "-XX:AOTMode=off -XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                        + folder.resolve(database.name() + "-" + System.currentTimeMillis() + ".jfr")));
        all.putAll(settings);
        return Vitrine.start(root, work.resolve("data"), all);
    }

    private DirectoryDatabase named(String name) {
        EmbeddedPostgres running = postgres.orElseGet(() -> {
            EmbeddedPostgres fresh = EmbeddedPostgres.start(work.resolve("postgres"));
            postgres = Optional.of(fresh);
            return fresh;
        });
        return new DirectoryDatabase(running.address(name), name);
    }

    /** PostgreSQL's processes, those of its connections among them. */
    List<Long> postgresProcesses() {
        return postgres.flatMap(running -> ProcessHandle.of(running.pid())).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }

    @Override
    public synchronized void close() {
        postgres.ifPresent(EmbeddedPostgres::close);
        postgres = Optional.empty();
        if (Files.exists(work)) {
            try (Stream<Path> files = Files.walk(work)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
