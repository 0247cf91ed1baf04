package io.vitrine.testing;

import io.vitrine.Application;
import io.vitrine.database.Database;
import io.vitrine.database.DatabaseAddress;
import io.vitrine.database.Migrations;
import io.vitrine.http.edge.HttpServer;
import java.net.URI;
import java.util.Optional;

/** A real server on a free port, with a migrated database of its own; what the black-box tests talk to. */
public final class TestServer implements AutoCloseable {
    /** The admin token of the group {@code Production} that every test server starts with. */
    public static final String ADMIN_TOKEN = "a".repeat(64);

    private final Application application;
    private final DatabaseAddress database;

    private TestServer(Application application, DatabaseAddress database) {
        this.application = application;
        this.database = database;
    }

    public static TestServer start() {
        DatabaseAddress address = TestPostgres.shared().databaseFrom("migrated", empty -> {
            try (Database database = Database.open(empty, 4)) {
                Migrations.apply(database);
            }
        });
        return startOn(address);
    }

    /** Another server on a database that exists already, as a second node would be. */
    public static TestServer startOn(DatabaseAddress address) {
        try {
            Application application = Application.start(new Application.Options(
                    new HttpServer.Options("127.0.0.1", 0, 1 << 20, false),
                    address,
                    16,
                    new byte[32],
                    Optional.of(ADMIN_TOKEN)));
            return new TestServer(application, address);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
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

    @Override
    public void close() {
        application.close();
    }
}
