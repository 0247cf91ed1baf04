package io.vitrine.testing;

import io.vitrine.Application;
import io.vitrine.access.Access;
import io.vitrine.access.ApiTokens;
import io.vitrine.database.Database;
import io.vitrine.database.DatabaseAddress;
import io.vitrine.database.Migrations;
import io.vitrine.database.Sealer;
import io.vitrine.http.edge.HttpServer;
import io.vitrine.http.edge.Route;
import io.vitrine.member.MemberSessions;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A real server on a free port, with a migrated database of its own; what the black-box tests talk to. */
public final class TestServer implements AutoCloseable {
    /** The admin token of the group {@code Production} that every test server starts with. */
    public static final String ADMIN_TOKEN = "a".repeat(64);

    private static final byte[] INSTALLATION_KEY = new byte[Sealer.KEY_BYTES];

    /** Where data sources that are files may lie, below the folder {@code files}. */
    public static final Path FILES = Path.of(System.getProperty("java.io.tmpdir"), "vitrine-test-files");

    /** Members as on a server that listens on loopback only. */
    public static final Application.Options.Members PEOPLE = new Application.Options.Members(
            false,
            Optional.empty(),
            new MemberSessions.Limits(Duration.ofHours(12), Duration.ofDays(30)),
            Optional.empty(),
            Optional.empty());

    private final Application application;
    private final DatabaseAddress database;

    private TestServer(Application application, DatabaseAddress database) {
        this.application = application;
        this.database = database;
    }

    /** A server without a rate limit. */
    public static TestServer start() {
        return start(0);
    }

    public static TestServer start(int rateLimitPerMinute) {
        return startOn(freshDatabase(), rateLimitPerMinute, PEOPLE);
    }

    /** A server on an empty installation, with these settings of members. */
    public static TestServer startWith(Application.Options.Members members) {
        return startOn(freshDatabase(), 0, members);
    }

    /** A migrated database that no server has used. */
    public static DatabaseAddress freshDatabase() {
        return TestPostgres.shared().databaseFrom("migrated", empty -> {
            try (Database database = Database.open(empty, 4)) {
                Migrations.apply(database);
            }
        });
    }

    /** Another server on a database that exists already, as a second node would be. */
    public static TestServer startOn(DatabaseAddress address) {
        return startOn(address, 0, PEOPLE);
    }

    private static TestServer startOn(
            DatabaseAddress address, int rateLimitPerMinute, Application.Options.Members members) {
        try {
            Application application = Application.start(new Application.Options(
                    new HttpServer.Options("127.0.0.1", 0, 1 << 20, _ -> false),
                    address,
                    16,
                    INSTALLATION_KEY.clone(),
                    rateLimitPerMinute,
                    Optional.of(ADMIN_TOKEN),
                    Application.Options.Files.below(FILES),
                    members,
                    false));
            return new TestServer(application, address);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The use cases behind the calls, for what only the operator's console shows. */
    public Application.Features features() {
        return application.features();
    }

    /** Everything that the server answers to. */
    public List<Route> routes() {
        return application.routes();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + application.address().getPort());
    }

    public DatabaseAddress database() {
        return database;
    }

    /** A client with the admin token. */
    public ApiClient admin() {
        return new ApiClient(url(), Optional.of(ADMIN_TOKEN));
    }

    public ApiClient with(String token) {
        return new ApiClient(url(), Optional.of(token));
    }

    public ApiClient anonymous() {
        return new ApiClient(url(), Optional.empty());
    }

    /** A client with a fresh token of a group of the first team. */
    public ApiClient withNewToken(String visibilityGroup, String access) {
        ApiTokens tokens = new ApiTokens(new Sealer(INSTALLATION_KEY));
        try (Database direct = Database.open(database, 1)) {
            return with(direct.withSession(session -> tokens.create(
                            session,
                            session.one(
                                    "select id from visibility_group where name = ?",
                                    row -> row.number("id"),
                                    visibilityGroup),
                            Access.named(access).orElseThrow(),
                            "test")
                    .secret()));
        }
    }

    /** Runs a statement past the server, to set up what has no call or to look at what no call shows. */
    public void sql(String statement) {
        try (Connection connection = TestPostgres.connect(database);
                Statement running = connection.createStatement()) {
            running.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** The first column of the first row of a query. */
    public String sqlText(String query) {
        try (Connection connection = TestPostgres.connect(database);
                Statement running = connection.createStatement();
                ResultSet rows = running.executeQuery(query)) {
            if (!rows.next()) {
                throw new IllegalStateException("no row: " + query);
            }
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    @Override
    public void close() {
        application.close();
    }
}
