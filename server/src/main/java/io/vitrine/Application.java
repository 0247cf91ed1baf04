package io.vitrine;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vitrine.access.ApiTokens;
import io.vitrine.access.Bootstrap;
import io.vitrine.access.Caller;
import io.vitrine.access.EmbedSecrets;
import io.vitrine.access.EmbedTokens;
import io.vitrine.access.Origins;
import io.vitrine.access.VisibilityGroups;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.customer.Levels;
import io.vitrine.database.Database;
import io.vitrine.database.DatabaseAddress;
import io.vitrine.database.Migrations;
import io.vitrine.database.Sealer;
import io.vitrine.http.AccessLog;
import io.vitrine.http.AllowedOrigins;
import io.vitrine.http.Authentication;
import io.vitrine.http.Gate;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.OperationCalls;
import io.vitrine.http.RequestMetrics;
import io.vitrine.http.edge.HttpServer;
import io.vitrine.http.edge.Route;
import io.vitrine.http.edge.Router;
import io.vitrine.http.explo.CustomerCalls;
import io.vitrine.http.explo.EmbedTokenCalls;
import io.vitrine.http.v1.ApiTokenResource;
import io.vitrine.http.v1.CustomerResource;
import io.vitrine.http.v1.DataSourceResource;
import io.vitrine.http.v1.EmbedSecretResource;
import io.vitrine.http.v1.LevelResource;
import io.vitrine.http.v1.OriginResource;
import io.vitrine.http.v1.SchemaResource;
import io.vitrine.http.v1.UsageResource;
import io.vitrine.http.v1.VisibilityGroupResource;
import io.vitrine.source.DataSources;
import io.vitrine.source.KnownKinds;
import io.vitrine.source.Schemas;
import io.vitrine.source.SealedConnections;
import java.net.InetSocketAddress;
import java.time.InstantSource;
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
        AllowedOrigins allowedOrigins = new AllowedOrigins(database);
        Authentication authentication = new Authentication(database, tokens, allowedOrigins);
        Guard guard = new Guard(authentication);
        IdempotentCalls idempotent = new IdempotentCalls(database, sealer);
        CustomerDirectory customers = new CustomerDirectory(database, sealer);
        VisibilityGroups groups = new VisibilityGroups();
        EmbedSecrets secrets = new EmbedSecrets(sealer);
        EmbedTokens embedTokens = new EmbedTokens(database, secrets, InstantSource.system());
        DataSources sources = new DataSources(new SealedConnections(sealer), new KnownKinds(), groups);
        PrometheusRegistry registry = new PrometheusRegistry();

        List<Route> routes = new ArrayList<>();
        routes.addAll(new OperationCalls(database, registry, version()).routes());
        routes.addAll(new CustomerCalls(customers, idempotent).routes(guard));
        routes.addAll(new EmbedTokenCalls(customers, embedTokens, Application::isEmbedId, InstantSource.system(), false)
                .routes(guard));
        routes.addAll(new LevelResource(database, new Levels()).routes(guard));
        routes.addAll(new VisibilityGroupResource(database, idempotent, groups, authentication).routes(guard));
        routes.addAll(new ApiTokenResource(database, idempotent, tokens, groups, authentication).routes(guard));
        routes.addAll(new EmbedSecretResource(database, idempotent, secrets, groups, embedTokens).routes(guard));
        routes.addAll(new SchemaResource(database, idempotent, new Schemas()).routes(guard));
        routes.addAll(new DataSourceResource(database, idempotent, sources).routes(guard));
        routes.addAll(new OriginResource(database, new Origins(), allowedOrigins).routes(guard));
        routes.addAll(new CustomerResource(customers).routes(guard));
        routes.addAll(new UsageResource(customers).routes(guard));
        return new Gate(new Router(routes), List.of(new RequestMetrics(registry), new AccessLog()));
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

    @Override
    public void close() {
        http.close();
        database.close();
    }
}
