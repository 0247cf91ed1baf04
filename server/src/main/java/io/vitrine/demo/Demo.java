package io.vitrine.demo;

import io.vitrine.Application;
import io.vitrine.Installation;
import io.vitrine.access.Access;
import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.dashboard.DashboardVersion;
import io.vitrine.dashboard.Dashboards;
import io.vitrine.dashboard.EmbedId;
import io.vitrine.dashboard.Environments;
import io.vitrine.dashboard.NewDashboard;
import io.vitrine.dashboard.Precondition;
import io.vitrine.dashboard.ResourceType;
import io.vitrine.dashboard.Visibility;
import io.vitrine.database.DatabaseAddress;
import io.vitrine.database.Sealer;
import io.vitrine.database.Session;
import io.vitrine.json.Json;
import io.vitrine.member.FirstRun;
import io.vitrine.source.DataSources.NewDataSource;
import io.vitrine.source.Schemas.NewSchema;
import io.vitrine.source.Schemas.SchemaUpdate;
import io.vitrine.source.SourceAllowance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The demo: fills an installation with its samples once, and never touches again what a person has changed;
 * each later start only adds the shop's orders of the days since.
 *
 * <p>The shop's books lie in the PostgreSQL that the directory uses, in a schema of their own, and in a DuckDB file.
 */
public final class Demo {
    private static final long SCHEMA = 40;
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final String MADE = "demo samples";
    private static final String BOOKS = "demo_shop";
    private static final String READER = "vitrine_demo_reader";
    private static final long SEED = 20_240_409;
    private static final List<String> DASHBOARDS = List.of("shopsales1", "shopstock1");
    private static final String TOKEN_FILE = "demo-token";
    private static final String ADMIN = "demo@example.com";
    private static final String PASSWORD_FILE = "demo-password";

    private final Installation installation;
    private final Application.Features features;

    public Demo(Installation installation, Application.Features features) {
        this.installation = installation;
        this.features = features;
    }

    /** Makes the samples where that was not done before; answers an admin token to try things with. */
    public String prepare() throws IOException {
        boolean made = features.database()
                .withSession(session -> session.one(
                        "select exists (select from installation_fact where name = ?) as made",
                        row -> row.bool("made"),
                        MADE));
        if (!made) {
            LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
            boolean filled = features.database()
                    .withSession(session -> session.one(
                            "select to_regnamespace(?) is not null as filled", row -> row.bool("filled"), BOOKS));
            if (!filled) {
                ShopDatabases.fillPostgres(installation.database(), BOOKS, new ShopData(SEED, now, 1.0));
            }
            Path file = duckDbFile();
            if (Files.notExists(file)) {
                ShopDatabases.fillDuckDb(file, new ShopData(SEED + 1, now, 1.25));
            }
            Reader reader = reader();
            long team = features.database().inTransaction(session -> createRecords(session, reader));
            // The SQL editor completes the names of what has been read.
            features.inspection().sync(team, SCHEMA);
        } else {
            continueBooks(LocalDateTime.now(ZoneOffset.UTC));
        }
        return token();
    }

    /** Adds the days since the last start, so that panels about the last days are never empty. */
    private void continueBooks(LocalDateTime now) throws IOException {
        long today = now.toLocalDate().toEpochDay();
        ShopDatabases.continuePostgres(features.database(), BOOKS, new ShopData(SEED + today, now, 1.0));
        Path file = duckDbFile();
        if (Files.notExists(file)) {
            return;
        }
        // Opening the file costs time at every start, and a file that was written today lacks nothing.
        Instant midnight = now.toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC);
        if (Files.getLastModifiedTime(file).toInstant().isBefore(midnight)) {
            try {
                ShopDatabases.continueDuckDb(file, new ShopData(SEED + 1 + today, now, 1.25));
            } catch (SQLException e) {
                LOG.warn("The sample orders in {} end some days ago: {}", file.getFileName(), e.getMessage());
            }
        }
    }

    /**
     * Makes a demo admin where there is no member yet; answers its password, or nothing where people have made members of
     * their own.
     */
    public Optional<String> admin() throws IOException {
        Path file = installation.configuration().dataDirectory().resolve(PASSWORD_FILE);
        FirstRun firstRun = features.members().firstRun();
        if (firstRun.isNeeded()) {
            String password = "demo-" + HexFormat.of().formatHex(new Sealer(installation.key()).randomBytes(6));
            firstRun.runFromSettings(new FirstRun.Admin(ADMIN, password, Optional.of("Demo admin")));
            keep(file, password);
        }
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    /** Answers the team. */
    private long createRecords(Session session, Reader reader) {
        Caller caller = caller(session);
        long schema = features.schemas()
                .create(session, caller.teamId(), new NewSchema(Optional.of(SCHEMA), "shop", false, Optional.empty()))
                .id();
        long postgres = source(
                session,
                caller,
                213,
                "Shop (PostgreSQL)",
                "shop-postgresql",
                schema,
                "postgresql",
                postgresSettings(reader));
        long duckDb = source(
                session,
                caller,
                214,
                "Shop (DuckDB)",
                "shop-duckdb",
                schema,
                "duckdb",
                Map.of("path", duckDbFile().toString()));
        features.schemas()
                .update(
                        session,
                        caller.teamId(),
                        schema,
                        new SchemaUpdate(Optional.empty(), Optional.empty(), Optional.of(postgres), false));
        new DemoTeam(features.customers()).create(session, caller, schema, postgres, duckDb);
        DASHBOARDS.forEach(embedId -> dashboard(session, caller, embedId));
        session.update("insert into installation_fact (name, value) values (?, 'made')", MADE);
        return caller.teamId();
    }

    private void dashboard(Session session, Caller caller, String embedId) {
        Dashboards dashboards = features.dashboards();
        dashboards.create(
                session,
                caller,
                new NewDashboard(
                        Optional.of(EmbedId.given(embedId)),
                        Optional.empty(),
                        List.of(),
                        false,
                        Visibility.EVERYBODY,
                        Optional.of(definition(embedId))));
        DashboardVersion version = dashboards.saveVersion(
                session, caller, embedId, "The demo's own", Optional.empty(), new Precondition.None());
        dashboards.publish(
                session, caller, ResourceType.DASHBOARD, embedId, Environments.PRODUCTION, version.version());
    }

    private static ObjectNode definition(String embedId) {
        try (InputStream in = Demo.class.getResourceAsStream("/io/vitrine/demo/" + embedId + ".json")) {
            return Json.readStoredObject(
                    new String(Objects.requireNonNull(in, embedId).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long source(
            Session session,
            Caller caller,
            long id,
            String name,
            String providedId,
            long schema,
            String kind,
            Map<String, String> connection) {
        return features.sources()
                .create(
                        session,
                        caller.teamId(),
                        new NewDataSource(
                                Optional.of(id),
                                name,
                                Optional.of(providedId),
                                schema,
                                kind,
                                connection,
                                List.of(caller.visibilityGroup()),
                                SourceAllowance.standard()))
                .id();
    }

    private static Caller caller(Session session) {
        return session.one(
                """
                select g.team_id, g.id, g.name from visibility_group g
                order by g.name = 'Production' desc, g.created_at, g.id limit 1""",
                row -> new Caller(
                        row.number("team_id"),
                        row.number("id"),
                        row.text("name"),
                        Set.of(Permission.values()),
                        "system"));
    }

    private Path duckDbFile() {
        return installation.configuration().dataDirectory().resolve("files").resolve("shop.duckdb");
    }

    /** A login that can read the books and nothing of the directory. */
    private record Reader(String name, String password) {}

    private Reader reader() {
        String password = HexFormat.of().formatHex(new Sealer(installation.key()).randomBytes(24));
        features.database().transact(session -> {
            session.update("""
                    do $$ begin create role %1$s login; exception when duplicate_object then null; end $$""".formatted(READER));
            // Hexadecimal digits need no quoting.
            session.update("alter role %s password '%s'".formatted(READER, password));
            session.update("grant usage on schema %s to %s".formatted(BOOKS, READER));
            session.update("grant select on all tables in schema %s to %s".formatted(BOOKS, READER));
        });
        return new Reader(READER, password);
    }

    /** How a data source reaches the PostgreSQL that the directory uses. */
    private Map<String, String> postgresSettings(Reader reader) {
        DatabaseAddress address = installation.database();
        URI uri = URI.create(address.jdbcUrl().substring("jdbc:".length()));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("host", uri.getHost());
        settings.put("port", Integer.toString(uri.getPort() < 0 ? 5432 : uri.getPort()));
        settings.put("database", uri.getPath().substring(1));
        settings.put("user", reader.name());
        settings.put("password", reader.password());
        settings.put("schemas", BOOKS);
        return settings;
    }

    /** The token of the first start, kept beside the key so that later starts can print it again. */
    private String token() throws IOException {
        Path file = installation.configuration().dataDirectory().resolve(TOKEN_FILE);
        if (Files.exists(file)) {
            String kept = Files.readString(file).strip();
            if (features.database()
                    .withSession(session -> features.tokens().authenticate(session, kept))
                    .isPresent()) {
                return kept;
            }
        }
        String secret = features.database().withSession(session -> {
            Caller caller = caller(session);
            return features.tokens()
                    .create(session, caller.visibilityGroupId(), Access.ADMIN, "demo")
                    .secret();
        });
        keep(file, secret);
        return secret;
    }

    /** Where a later start finds it, and nobody but the owner. */
    private static void keep(Path file, String secret) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret);
    }
}
