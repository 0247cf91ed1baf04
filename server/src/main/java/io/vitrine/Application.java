package io.vitrine;

import io.vitrine.access.ApiTokens;
import io.vitrine.access.Bootstrap;
import io.vitrine.cli.Installation;
import io.vitrine.configuration.BootstrapToken;
import io.vitrine.configuration.Configuration;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.customer.CustomerPages;
import io.vitrine.customer.GroupTags;
import io.vitrine.database.Database;
import io.vitrine.database.DatabaseAddress;
import io.vitrine.database.Migrations;
import io.vitrine.database.Sealer;
import io.vitrine.http.AllowedOrigins;
import io.vitrine.http.Authentication;
import io.vitrine.http.CrossOrigin;
import io.vitrine.http.Gate;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.RateLimit;
import io.vitrine.http.edge.HttpServer;
import io.vitrine.http.edge.Route;
import io.vitrine.http.edge.Router;
import io.vitrine.http.explo.CustomerCalls;
import io.vitrine.http.explo.CustomerLists;
import io.vitrine.http.explo.GroupTagCalls;
import io.vitrine.http.v1.BulkCall;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A running server: the composition root.
 *
 * <p>Everything is made here, once, by hand, and handed to what needs it; nothing is looked up. {@link #close()} lets
 * requests in flight finish first.
 */
public final class Application implements AutoCloseable {
    private final Database database;
    private final Housekeeping housekeeping;
    private final HttpServer http;
    private final Router router;

    private Application(Database database, Housekeeping housekeeping, HttpServer http, Router router) {
        this.database = database;
        this.housekeeping = housekeeping;
        this.http = http;
        this.router = router;
    }

    /**
     * What a server needs to know.
     *
     * @param installationKey 32 bytes; with another key than before, stored secrets do not open
     * @param rateLimitPerMinute token calls a minute for each requester; 0 sets no limit
     * @param bootstrapToken becomes the first admin API token of an empty installation
     */
    public record Options(
            HttpServer.Options http,
            DatabaseAddress database,
            int databaseConnections,
            byte[] installationKey,
            int rateLimitPerMinute,
            Optional<String> bootstrapToken) {

        /** What an operator's settings say. */
        public static Options of(Installation installation) {
            Configuration configuration = installation.configuration();
            Configuration.Http http = configuration.http();
            return new Options(
                    new HttpServer.Options(
                            http.host(),
                            http.port(),
                            http.maxBodyBytes(),
                            !http.trustedProxies().isEmpty()),
                    installation.database(),
                    configuration.database().poolSize(),
                    installation.key(),
                    http.rateLimitPerMinute(),
                    configuration.bootstrapToken().map(BootstrapToken::hex));
        }
    }

    /** Migrates the database, gives an empty one its first team, and listens. */
    public static Application start(Options options) throws Exception {
        Database database = Database.open(options.database(), options.databaseConnections());
        try {
            Migrations.apply(database);
            Sealer sealer = new Sealer(options.installationKey());
            ApiTokens tokens = new ApiTokens(sealer);
            database.transact(session -> Bootstrap.apply(session, tokens, options.bootstrapToken()));
            IdempotentCalls idempotent = new IdempotentCalls(database);
            GroupTags groupTags = new GroupTags(database);
            AllowedOrigins origins = new AllowedOrigins(database);
            Router router = router(database, sealer, tokens, origins, idempotent, groupTags);
            Gate gate = new Gate(router, new RateLimit(options.rateLimitPerMinute()), new CrossOrigin(origins));
            Housekeeping housekeeping = Housekeeping.start(
                    Duration.ofMinutes(1),
                    Map.of("old idempotent calls", idempotent::forgetOld, "deleted group tags", groupTags::sweep));
            return new Application(database, housekeeping, HttpServer.start(options.http(), gate), router);
        } catch (Exception e) {
            database.close();
            throw e;
        }
    }

    private static Router router(
            Database database,
            Sealer sealer,
            ApiTokens tokens,
            AllowedOrigins origins,
            IdempotentCalls idempotent,
            GroupTags groupTags) {
        Guard guard = new Guard(new Authentication(database, tokens, origins));
        CustomerDirectory customers = new CustomerDirectory(database, sealer);

        List<Route> routes = new ArrayList<>();
        routes.addAll(new CustomerCalls(customers, idempotent).routes(guard));
        routes.addAll(new BulkCall(customers.bulk()).routes(guard));
        routes.addAll(new CustomerLists(new CustomerPages(database, sealer)).routes(guard));
        routes.addAll(new GroupTagCalls(groupTags, idempotent).routes(guard));
        return new Router(routes);
    }

    /** Where the server listens. */
    public InetSocketAddress address() {
        return http.address();
    }

    /** The address for a browser on this machine. */
    public URI url() {
        String host = address().getAddress().isAnyLocalAddress()
                ? "localhost"
                : address().getHostString();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + address().getPort());
    }

    /** Everything that the server answers to. */
    public List<Route> routes() {
        return router.routes();
    }

    @Override
    public void close() {
        http.close();
        housekeeping.close();
        database.close();
    }
}
