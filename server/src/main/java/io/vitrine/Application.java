package io.vitrine;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vitrine.access.ApiTokenUse;
import io.vitrine.access.ApiTokens;
import io.vitrine.access.Bootstrap;
import io.vitrine.access.EmbedSecrets;
import io.vitrine.access.EmbedTargets;
import io.vitrine.access.EmbedTokens;
import io.vitrine.access.Origins;
import io.vitrine.access.VisibilityGroups;
import io.vitrine.activity.Activity;
import io.vitrine.activity.PanelRuns;
import io.vitrine.audit.AuditTrail;
import io.vitrine.configuration.BootstrapToken;
import io.vitrine.configuration.ClientSecret;
import io.vitrine.configuration.Configuration;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.customer.CustomerPages;
import io.vitrine.customer.DirectoryHistory;
import io.vitrine.customer.EndUsers;
import io.vitrine.customer.GroupTags;
import io.vitrine.customer.Levels;
import io.vitrine.customer.Portals;
import io.vitrine.dashboard.DashboardTargets;
import io.vitrine.dashboard.Dashboards;
import io.vitrine.dashboard.DefinitionCheck;
import io.vitrine.dashboard.DefinitionSchema;
import io.vitrine.dashboard.Environments;
import io.vitrine.dashboard.ShownDashboards;
import io.vitrine.dashboard.StoppedDatasets;
import io.vitrine.database.Database;
import io.vitrine.database.DatabaseAddress;
import io.vitrine.database.Migrations;
import io.vitrine.database.Sealer;
import io.vitrine.embed.EmbedSessions;
import io.vitrine.embed.FrameSeal;
import io.vitrine.embed.LiveNotices;
import io.vitrine.embed.PanelQueries;
import io.vitrine.embed.PreviewTokens;
import io.vitrine.http.AccessLog;
import io.vitrine.http.Admission;
import io.vitrine.http.AllowedOrigins;
import io.vitrine.http.Authentication;
import io.vitrine.http.ConsolePages;
import io.vitrine.http.ContractCalls;
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
import io.vitrine.http.embed.DataCalls;
import io.vitrine.http.embed.DemoCalls;
import io.vitrine.http.embed.IframePages;
import io.vitrine.http.embed.LiveCall;
import io.vitrine.http.embed.SessionCalls;
import io.vitrine.http.embed.StaticFiles;
import io.vitrine.http.explo.CustomerCalls;
import io.vitrine.http.explo.CustomerLists;
import io.vitrine.http.explo.EmbedTokenCalls;
import io.vitrine.http.explo.EndUserCalls;
import io.vitrine.http.explo.GroupTagCalls;
import io.vitrine.http.explo.PortalCalls;
import io.vitrine.http.explo.ResourceCalls;
import io.vitrine.http.explo.UserGroupCalls;
import io.vitrine.http.v1.ActivityResource;
import io.vitrine.http.v1.ApiTokenResource;
import io.vitrine.http.v1.BulkCall;
import io.vitrine.http.v1.ChangeResource;
import io.vitrine.http.v1.CustomerAidsResource;
import io.vitrine.http.v1.CustomerResource;
import io.vitrine.http.v1.DashboardResource;
import io.vitrine.http.v1.DataSourceResource;
import io.vitrine.http.v1.EmbedSecretResource;
import io.vitrine.http.v1.EnvironmentResource;
import io.vitrine.http.v1.ImpactResource;
import io.vitrine.http.v1.LevelResource;
import io.vitrine.http.v1.OriginResource;
import io.vitrine.http.v1.PreviewResource;
import io.vitrine.http.v1.QueryHistoryCall;
import io.vitrine.http.v1.QueryResource;
import io.vitrine.http.v1.SampleCall;
import io.vitrine.http.v1.SchemaResource;
import io.vitrine.http.v1.SchemaTableResource;
import io.vitrine.http.v1.SourceKindCall;
import io.vitrine.http.v1.UsageResource;
import io.vitrine.http.v1.VersionResource;
import io.vitrine.http.v1.VisibilityGroupResource;
import io.vitrine.impact.Impact;
import io.vitrine.member.FirstRun;
import io.vitrine.member.MemberFeatures;
import io.vitrine.member.MemberSessions;
import io.vitrine.member.oidc.OidcSettings;
import io.vitrine.query.DatasetCheck;
import io.vitrine.query.QueryHistory;
import io.vitrine.query.QueryPreview;
import io.vitrine.query.QueryService;
import io.vitrine.query.SourceResolver;
import io.vitrine.query.TableSample;
import io.vitrine.query.load.FairLimiter;
import io.vitrine.query.load.LoadLimits;
import io.vitrine.source.DataSources;
import io.vitrine.source.DriverRules;
import io.vitrine.source.SchemaTables;
import io.vitrine.source.Schemas;
import io.vitrine.source.SealedConnections;
import io.vitrine.source.SourceInspection;
import io.vitrine.source.connect.NetworkGuard;
import io.vitrine.source.connect.QueryRunner;
import io.vitrine.source.connect.SourceDrivers;
import io.vitrine.source.connect.SourcePools;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import org.slf4j.LoggerFactory;

/**
 * A running server: the composition root.
 *
 * <p>Everything is made here, once, by hand, and handed to what needs it; nothing is looked up. {@link #close()} lets
 * requests in flight finish first.
 */
public final class Application implements AutoCloseable {
    private static final long RESULT_CACHE_BYTES = 64L << 20;

    private final Features features;
    private final Router router;
    private final HttpServer http;
    private final Deque<AutoCloseable> open;

    private Application(Features features, Router router, HttpServer http, Deque<AutoCloseable> open) {
        this.features = features;
        this.router = router;
        this.http = http;
        this.open = open;
    }

    /**
     * What a server needs to know.
     *
     * @param installationKey 32 bytes; with another key than before, stored secrets do not open
     * @param rateLimitPerMinute token calls a minute for each requester; 0 sets no limit
     * @param demo whether to serve the demo's host page
     * @param bootstrapToken becomes the first admin API token of an empty installation
     */
    public record Options(
            HttpServer.Options http,
            DatabaseAddress database,
            int databaseConnections,
            byte[] installationKey,
            int rateLimitPerMinute,
            Optional<String> bootstrapToken,
            Files files,
            Members members,
            boolean demo) {

        /**
         * The people of the team.
         *
         * @param codeRequired whether strangers can reach the server, so that the first run takes a code
         * @param firstAdmin whom to make where there is no member
         * @param publicUrl how browsers reach the server; else each request's {@code Host} says it
         */
        public record Members(
                boolean codeRequired,
                Optional<FirstRun.Admin> firstAdmin,
                MemberSessions.Limits sessions,
                Optional<URI> publicUrl,
                Optional<OidcSettings> oidc) {
            private static Members of(Configuration configuration) {
                Configuration.Members members = configuration.members();
                Configuration.Http http = configuration.http();
                boolean reachable = !isLoopback(http.host())
                        || !http.trustedProxies().isEmpty()
                        || http.publicUrl()
                                .filter(url -> !isLoopback(url.getHost()))
                                .isPresent();
                return new Members(
                        reachable,
                        members.adminEmail()
                                .flatMap(email -> members.adminPassword()
                                        .map(password -> new FirstRun.Admin(email, password.text(), Optional.empty()))),
                        new MemberSessions.Limits(members.sessionIdle(), members.sessionLongest()),
                        http.publicUrl(),
                        members.oidc()
                                .map(oidc -> new OidcSettings(
                                        oidc.issuer(),
                                        oidc.clientId(),
                                        oidc.clientSecret().map(ClientSecret::text),
                                        oidc.label(),
                                        oidc.defaultRole(),
                                        oidc.domains(),
                                        oidc.trustEmail())));
            }

            private static boolean isLoopback(String host) {
                return host.equals("localhost") || host.startsWith("127.") || host.matches("\\[?::1]?");
            }
        }

        /**
         * Folders on the server's machine.
         *
         * @param drivers where the operator puts JDBC drivers, a folder each; need not exist
         * @param data below which data sources that are files may lie
         */
        public record Files(Path drivers, List<Path> data) {
            /** Both below a data directory. */
            public static Files below(Path dataDirectory) {
                return new Files(dataDirectory.resolve("drivers"), List.of(dataDirectory.resolve("files")));
            }
        }

        /** What an operator's settings say. */
        public static Options of(Installation installation, boolean demo) {
            Configuration configuration = installation.configuration();
            Configuration.Http http = configuration.http();
            return new Options(
                    new HttpServer.Options(
                            http.host(),
                            http.port(),
                            http.maxBodyBytes(),
                            address -> http.trustedProxies().stream().anyMatch(range -> range.contains(address))),
                    installation.database(),
                    configuration.database().poolSize(),
                    installation.key(),
                    http.rateLimitPerMinute(),
                    configuration.bootstrapToken().map(BootstrapToken::hex),
                    Files.below(configuration.dataDirectory()),
                    Members.of(configuration),
                    demo);
        }
    }

    /** The use cases that more than the HTTP side needs, such as the samples of the demo. */
    public record Features(
            Database database,
            ApiTokens tokens,
            CustomerDirectory customers,
            Schemas schemas,
            DataSources sources,
            SourceInspection inspection,
            QueryService queries,
            Dashboards dashboards,
            MemberFeatures members) {}

    /** Migrates the database, gives an empty one its first team, and listens. */
    public static Application start(Options options) throws Exception {
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            // Beside the database, for loading what HTTP needs takes a good part of a start.
            CompletableFuture<HttpServer> prepared =
                    CompletableFuture.supplyAsync(() -> HttpServer.prepare(options.http()));
            Database database = opened(open, Database.open(options.database(), options.databaseConnections()));
            Migrations.apply(database);
            Sealer sealer = new Sealer(options.installationKey());
            ApiTokens tokens = new ApiTokens(sealer);
            database.transact(session -> Bootstrap.apply(session, tokens, options.bootstrapToken()));

            AuditTrail audit = new AuditTrail();
            MemberWiring members = opened(open, new MemberWiring(database, sealer, audit, options.members()));
            VisibilityGroups groups = new VisibilityGroups();
            EmbedSecrets secrets = new EmbedSecrets(sealer);
            EmbedTokens embedTokens = new EmbedTokens(database, secrets, InstantSource.system());
            CustomerDirectory customers = new CustomerDirectory(database, sealer);
            GroupTags groupTags = new GroupTags(database);
            Schemas schemas = new Schemas();
            SealedConnections connections = new SealedConnections(sealer);
            SourceDrivers drivers = SourceDrivers.of(
                    NetworkGuard.selfHosted(),
                    options.files().drivers(),
                    options.files().data());
            DataSources sources = new DataSources(connections, new DriverRules(drivers), groups);
            SourceResolver resolver = new SourceResolver(database, connections);
            SchemaTables tables = new SchemaTables();
            SourceInspection inspection = new SourceInspection(database, sources, schemas, tables, drivers);
            SourcePools pools = opened(open, new SourcePools(drivers));
            QueryRunner runner = opened(open, new QueryRunner(drivers, pools));
            PanelRuns runs = opened(open, PanelRuns.start(database));
            Activity activity = new Activity(database, InstantSource.system());
            QueryService queries = new QueryService(
                    database, resolver, drivers, runner, new FairLimiter(LoadLimits.standard()), RESULT_CACHE_BYTES);
            DatasetCheck datasets = new DatasetCheck(connections, tables);
            QueryPreview preview = new QueryPreview(database, customers, queries, datasets);

            DefinitionSchema schema = new DefinitionSchema();
            DefinitionCheck check = new DefinitionCheck(schema, datasets);
            Environments environments = new Environments();
            Dashboards dashboards = new Dashboards(environments, check, audit);
            PreviewTokens previews = new PreviewTokens(sealer, InstantSource.system());

            PrometheusRegistry registry = new PrometheusRegistry();
            AllowedOrigins allowedOrigins = new AllowedOrigins(database);
            ApiTokenUse tokenUse = opened(open, new ApiTokenUse(database, InstantSource.system()));
            Authentication authentication =
                    new Authentication(database, tokens, tokenUse, allowedOrigins, members.authentication());
            Guard guard = new Guard(authentication, members.authentication());
            IdempotentCalls idempotent = new IdempotentCalls(database, sealer);
            List<Route> routes = new ArrayList<>();
            routes.addAll(new OperationCalls(database, registry, version()).routes());
            routes.addAll(new ContractCalls().routes());
            routes.addAll(new ConsolePages(new StaticFiles()).routes());

            // The published API.
            routes.addAll(new CustomerCalls(customers, idempotent).routes(guard));
            routes.addAll(new CustomerLists(new CustomerPages(database, sealer)).routes(guard));
            routes.addAll(new GroupTagCalls(groupTags, idempotent).routes(guard));
            EmbedTargets targets = new DashboardTargets(database);
            routes.addAll(new PortalCalls(new Portals(database), targets, idempotent).routes(guard));
            routes.addAll(new EndUserCalls(new EndUsers(), idempotent).routes(guard));
            routes.addAll(new UserGroupCalls(customers, idempotent).routes(guard));
            routes.addAll(
                    new EmbedTokenCalls(customers, embedTokens, targets, InstantSource.system(), false).routes(guard));

            routes.addAll(new ResourceCalls(dashboards, database, idempotent).routes(guard));

            // Resources of our own.
            routes.addAll(new LevelResource(database, new Levels()).routes(guard));
            routes.addAll(new VisibilityGroupResource(database, idempotent, groups, authentication).routes(guard));
            routes.addAll(
                    new ApiTokenResource(database, idempotent, tokens, groups, audit, authentication).routes(guard));
            routes.addAll(
                    new EmbedSecretResource(database, idempotent, secrets, groups, embedTokens, audit).routes(guard));
            routes.addAll(members.routes(guard, idempotent));
            routes.addAll(new SchemaResource(database, idempotent, schemas).routes(guard));
            routes.addAll(new SchemaTableResource(database, schemas, tables, inspection, new StoppedDatasets(datasets))
                    .routes(guard));
            routes.addAll(new SourceKindCall(drivers).routes(guard));
            routes.addAll(new DataSourceResource(database, idempotent, sources, inspection, pools).routes(guard));
            routes.addAll(new QueryResource(
                            database, customers, queries, preview, datasets, resolver, new QueryHistory(database))
                    .routes(guard));
            routes.addAll(new OriginResource(database, new Origins(), allowedOrigins).routes(guard));
            routes.addAll(new CustomerResource(customers).routes(guard));
            routes.addAll(new BulkCall(customers.bulk()).routes(guard));
            routes.addAll(new UsageResource(customers).routes(guard));
            routes.addAll(new CustomerAidsResource(customers, idempotent).routes(guard));
            routes.addAll(new ImpactResource(database, new Impact()).routes(guard));
            routes.addAll(new ActivityResource(activity, runs).routes(guard));
            routes.addAll(new QueryHistoryCall(new QueryHistory(database)).routes(guard));
            routes.addAll(new SampleCall(new TableSample(database, schemas, tables, connections, drivers, runner))
                    .routes(guard));
            routes.addAll(new ChangeResource(new DirectoryHistory(database)).routes(guard));

            routes.addAll(new DashboardResource(dashboards, check, schema, database, idempotent).routes(guard));
            routes.addAll(new VersionResource(dashboards, database, idempotent).routes(guard));
            routes.addAll(new EnvironmentResource(dashboards, environments, database, idempotent).routes(guard));
            routes.addAll(new PreviewResource(dashboards, customers, previews, database).routes(guard));

            // Viewers.
            EmbedSessions sessions =
                    new EmbedSessions(embedTokens, previews, customers, new ShownDashboards(database, check));
            LiveNotices notices = opened(open, new LiveNotices(database));
            routes.addAll(embedRoutes(sessions, notices, new FrameSeal(sealer), queries, runs));
            if (options.demo()) {
                routes.addAll(new DemoCalls(new StaticFiles(), database, customers).routes());
            }

            Map<String, IntSupplier> chores = new LinkedHashMap<>(members.chores());
            chores.put("old idempotent calls", idempotent::forgetOld);
            chores.put("deleted group tags", groupTags::sweep);
            chores.put("old counts of panels", activity::forgetOld);
            opened(open, Housekeeping.start(Duration.ofMinutes(1), chores));
            Router router = new Router(routes);
            Gate gate = new Gate(
                    router,
                    new RateLimit(options.rateLimitPerMinute()),
                    new Admission(System::nanoTime),
                    new CrossOrigin(allowedOrigins::isListed),
                    List.of(new RequestMetrics(registry), new AccessLog()));
            HttpServer http = prepared.join();
            http.listen(gate);
            opened(open, http);
            // Again, so that open embeds are sent away before the HTTP server waits for the requests in flight.
            open.push(notices);
            return new Application(
                    new Features(
                            database,
                            tokens,
                            customers,
                            schemas,
                            sources,
                            inspection,
                            queries,
                            dashboards,
                            members.features()),
                    router,
                    http,
                    open);
        } catch (Exception e) {
            closeAll(open);
            throw e;
        }
    }

    private static String version() {
        return Optional.ofNullable(Application.class.getPackage().getImplementationVersion())
                .orElse("unreleased");
    }

    private static List<Route> embedRoutes(
            EmbedSessions sessions, LiveNotices notices, FrameSeal seals, QueryService queries, PanelRuns runs) {
        InstantSource clock = InstantSource.system();
        List<Route> routes = new ArrayList<>();
        routes.addAll(new SessionCalls(sessions, seals, runs, clock).routes());
        routes.addAll(new DataCalls(sessions, new PanelQueries(queries, runs, clock), seals).routes());
        routes.addAll(new LiveCall(sessions, notices, seals, clock).routes());
        routes.addAll(new IframePages(sessions, seals).routes());
        routes.addAll(new StaticFiles().routes());
        return routes;
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

    public Features features() {
        return features;
    }

    /** Stops what was started, the latest first. */
    @Override
    public void close() {
        closeAll(open);
    }

    private static <T extends AutoCloseable> T opened(Deque<AutoCloseable> open, T resource) {
        open.push(resource);
        return resource;
    }

    private static void closeAll(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LoggerFactory.getLogger(Application.class).error("a part of the server did not stop", e);
            }
        }
    }
}
