package io.vitrine;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vitrine.access.ApiTokens;
import io.vitrine.access.Bootstrap;
import io.vitrine.access.Caller;
import io.vitrine.access.EmbedSecrets;
import io.vitrine.access.EmbedTokens;
import io.vitrine.access.Origins;
import io.vitrine.access.VisibilityGroups;
import io.vitrine.cli.Installation;
import io.vitrine.configuration.BootstrapToken;
import io.vitrine.configuration.Configuration;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.customer.CustomerPages;
import io.vitrine.customer.GroupTags;
import io.vitrine.customer.Levels;
import io.vitrine.database.Database;
import io.vitrine.database.DatabaseAddress;
import io.vitrine.database.Migrations;
import io.vitrine.database.Sealer;
import io.vitrine.http.AccessLog;
import io.vitrine.http.AllowedOrigins;
import io.vitrine.http.Authentication;
import io.vitrine.http.CrossOrigin;
import io.vitrine.http.Gate;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.OperationCalls;
import io.vitrine.http.RateLimit;
import io.vitrine.http.RequestMetrics;
import io.vitrine.http.edge.HttpServer;
import io.vitrine.http.edge.Route;
import io.vitrine.http.edge.Router;
import io.vitrine.http.explo.CustomerCalls;
import io.vitrine.http.explo.CustomerLists;
import io.vitrine.http.explo.EmbedTokenCalls;
import io.vitrine.http.explo.GroupTagCalls;
import io.vitrine.http.v1.ApiTokenResource;
import io.vitrine.http.v1.BulkCall;
import io.vitrine.http.v1.CustomerResource;
import io.vitrine.http.v1.DataSourceResource;
import io.vitrine.http.v1.EmbedSecretResource;
import io.vitrine.http.v1.LevelResource;
import io.vitrine.http.v1.OriginResource;
import io.vitrine.http.v1.SchemaResource;
import io.vitrine.http.v1.UsageResource;
import io.vitrine.http.v1.VisibilityGroupResource;
import io.vitrine.source.DataSources;
import io.vitrine.source.Schemas;
import io.vitrine.source.SealedConnections;
import io.vitrine.source.connect.NetworkGuard;
import io.vitrine.source.connect.SourceDrivers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
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
     * @param dataDirectory JDBC drivers are looked for in its folder {@code drivers}, files of data in {@code data}
     * @param installationKey 32 bytes; with another key than before, stored secrets do not open
     * @param rateLimitPerMinute token calls a minute for each requester; 0 sets no limit
     * @param bootstrapToken becomes the first admin API token of an empty installation
     */
    public record Options(
            HttpServer.Options http,
            DatabaseAddress database,
            int databaseConnections,
            Path dataDirectory,
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
                    configuration.dataDirectory(),
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
            IdempotentCalls idempotent = new IdempotentCalls(database, sealer);
            GroupTags groupTags = new GroupTags(database);
            AllowedOrigins origins = new AllowedOrigins(database);
            PrometheusRegistry metrics = new PrometheusRegistry();
            Router router = router(
                    new Shared(database, sealer, tokens, origins, idempotent, groupTags, metrics),
                    SourceDrivers.of(
                            NetworkGuard.selfHosted(),
                            options.dataDirectory().resolve("drivers"),
                            List.of(options.dataDirectory().resolve("data"))));
            Gate gate = new Gate(
                    router,
                    new RateLimit(options.rateLimitPerMinute()),
                    new CrossOrigin(origins),
                    List.of(new RequestMetrics(metrics), new AccessLog()));
            Housekeeping housekeeping = Housekeeping.start(
                    Duration.ofMinutes(1),
                    Map.of("old idempotent calls", idempotent::forgetOld, "deleted group tags", groupTags::sweep));
            return new Application(database, housekeeping, HttpServer.start(options.http(), gate), router);
        } catch (Exception e) {
            database.close();
            throw e;
        }
    }

    /** What several routes share: the parts that remember, and those that write. */
    private record Shared(
            Database database,
            Sealer sealer,
            ApiTokens tokens,
            AllowedOrigins origins,
            IdempotentCalls idempotent,
            GroupTags groupTags,
            PrometheusRegistry metrics) {}

    private static Router router(Shared shared, SourceDrivers drivers) {
        Database database = shared.database();
        Sealer sealer = shared.sealer();
        IdempotentCalls idempotent = shared.idempotent();
        Authentication authentication = new Authentication(database, shared.tokens(), shared.origins());
        Guard guard = new Guard(authentication);
        CustomerDirectory customers = new CustomerDirectory(database, sealer);
        VisibilityGroups groups = new VisibilityGroups();
        EmbedSecrets secrets = new EmbedSecrets(sealer);
        EmbedTokens embedTokens = new EmbedTokens(database, secrets, InstantSource.system());
        DataSources sources = new DataSources(new SealedConnections(sealer), drivers, groups);

        List<Route> routes = new ArrayList<>();
        routes.addAll(new OperationCalls(database, shared.metrics(), version()).routes());
        routes.addAll(new CustomerCalls(customers, idempotent).routes(guard));
        routes.addAll(new BulkCall(customers.bulk()).routes(guard));
        routes.addAll(new CustomerLists(new CustomerPages(database, sealer)).routes(guard));
        routes.addAll(new GroupTagCalls(shared.groupTags(), idempotent).routes(guard));
        routes.addAll(new EmbedTokenCalls(customers, embedTokens, Application::isEmbedId, InstantSource.system(), false)
                .routes(guard));
        routes.addAll(new LevelResource(database, new Levels()).routes(guard));
        routes.addAll(new VisibilityGroupResource(database, idempotent, groups, authentication).routes(guard));
        routes.addAll(
                new ApiTokenResource(database, idempotent, shared.tokens(), groups, authentication).routes(guard));
        routes.addAll(new EmbedSecretResource(database, idempotent, secrets, groups, embedTokens).routes(guard));
        routes.addAll(new SchemaResource(database, idempotent, new Schemas()).routes(guard));
        routes.addAll(new DataSourceResource(database, idempotent, sources).routes(guard));
        routes.addAll(new OriginResource(database, new Origins(), shared.origins()).routes(guard));
        routes.addAll(new CustomerResource(customers).routes(guard));
        routes.addAll(new UsageResource(customers).routes(guard));
        return new Router(routes);
    }

    /** Whether the text has the form of an embed id. */
    private static boolean isEmbedId(Caller caller, String embedId) {
        return embedId.matches("[A-Za-z0-9]{10}");
    }

    private static String version() {
        return Optional.ofNullable(Application.class.getPackage().getImplementationVersion())
                .orElse("unreleased");
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
