package io.vitrine;

import io.vitrine.access.ApiTokens;
import io.vitrine.access.Bootstrap;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.database.Database;
import io.vitrine.database.DatabaseAddress;
import io.vitrine.database.Migrations;
import io.vitrine.database.Sealer;
import io.vitrine.http.AllowedOrigins;
import io.vitrine.http.Authentication;
import io.vitrine.http.Gate;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.edge.HttpServer;
import io.vitrine.http.edge.Route;
import io.vitrine.http.edge.Router;
import io.vitrine.http.explo.CustomerCalls;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A running server: the composition root.
 *
 * <p>Everything is made here, once, by hand, and handed to what needs it; nothing is looked up. {@link #close()} lets
 * requests in flight finish first.
 */
public final class Application implements AutoCloseable {
    private final Database database;
    private final HttpServer http;

    private Application(Database database, HttpServer http) {
        this.database = database;
        this.http = http;
    }

    /**
     * What a server needs to know.
     *
     * @param installationKey 32 bytes; with another key than before, stored secrets do not open
     * @param bootstrapToken becomes the first admin API token of an empty installation
     */
    public record Options(
            HttpServer.Options http,
            DatabaseAddress database,
            int databaseConnections,
            byte[] installationKey,
            Optional<String> bootstrapToken) {}

    /** Migrates the database, gives an empty one its first team, and listens. */
    public static Application start(Options options) throws Exception {
        Database database = Database.open(options.database(), options.databaseConnections());
        try {
            Migrations.apply(database);
            Sealer sealer = new Sealer(options.installationKey());
            ApiTokens tokens = new ApiTokens(sealer);
            database.transact(session -> Bootstrap.apply(session, tokens, options.bootstrapToken()));
            return new Application(database, HttpServer.start(options.http(), gate(database, sealer, tokens)));
        } catch (Exception e) {
            database.close();
            throw e;
        }
    }

    private static Gate gate(Database database, Sealer sealer, ApiTokens tokens) {
        Guard guard = new Guard(new Authentication(database, tokens, new AllowedOrigins(database)));
        IdempotentCalls idempotent = new IdempotentCalls(database);
        CustomerDirectory customers = new CustomerDirectory(database, sealer);

        List<Route> routes = new ArrayList<>();
        routes.addAll(new CustomerCalls(customers, idempotent).routes(guard));
        return new Gate(new Router(routes));
    }

    /** Where the server listens. */
    public InetSocketAddress address() {
        return http.address();
    }

    @Override
    public void close() {
        http.close();
        database.close();
    }
}
