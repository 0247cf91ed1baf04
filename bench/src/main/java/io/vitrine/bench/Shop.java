package io.vitrine.bench;

import io.vitrine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A shop's orders in a PostgreSQL and in a DuckDB, two customers of which each looks at one of them, and a dashboard
 * with a panel of each sort that the benches measure.
 *
 * @param rows in each of the two tables
 */
record Shop(Stage stage, DirectoryDatabase orders, int rows) {
    static final String EMBED_ID = "benchpanel";

    /** A grouped aggregate over every row, never taken from the cache. */
    static final String PANEL = "revenue";

    /** The same from the cache. */
    static final String CACHED = "revenue_cached";

    /** The same over none: all of a panel's way but the work in the database. */
    static final String NONE = "no_revenue";

    /** Every row. */
    static final String ROWS = "every_order";

    /** A grouped aggregate over the rows of one tenant among many, never taken from the cache. */
    static final String SLICE = "tenant_revenue";

    /** The same from the cache. */
    static final String SLICE_CACHED = "tenant_revenue_cached";

    private static final long SCHEMA = 40;
    private static final int TENANTS = 100;
    private static final int ROWS_OF_TENANT = 5_000;

    private static final String AGGREGATE = """
            select category, date_trunc('month', ordered_at) as month, count(*) as orders, sum(amount) as revenue \
            from orders where customer_id = %s group by 1, 2 order by 1, 2""";

    private static final String SLICE_AGGREGATE = AGGREGATE.replace("from orders", "from tenant_orders");

    private static final String EVERY_ROW =
            "select id, customer_id, category, quantity, amount, ordered_at from orders where customer_id = %s";

    private static final String NO_ROWS = AGGREGATE.replace("group by", "and 1 = 0 group by");

    private static final String TABLE = """
            create table orders (id bigint not null, customer_id varchar not null, category varchar not null,
              quantity integer not null, amount decimal(12, 2) not null, ordered_at timestamp not null)""";

    private static final String FILL = """
            insert into orders select i, '%s', 'category ' || (i %% 12), i %% 9 + 1, ((i %% 100000) * 7919 %% 100000) / 100.0,
              timestamp '2024-01-01' + (i %% 730) * interval '1 day' from generate_series(1, %d) as numbers(i)""";

    private static final String FILL_TENANTS = """
            insert into tenant_orders select i, 'tenant-' || (i %% %d), 'category ' || (i %% 12), i %% 9 + 1,
              ((i %% 100000) * 7919 %% 100000) / 100.0, timestamp '2024-01-01' + (i %% 730) * interval '1 day'
            from generate_series(1, %d) as numbers(i)""".formatted(TENANTS, TENANTS * ROWS_OF_TENANT);

    /** Where the rows lie. */
    enum Store {
        POSTGRESQL,
        DUCKDB;

        /** The customer that looks at it. */
        String customer() {
            return "shop-" + wireName();
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Fills the tables; the server has yet to be told of them. */
    static Shop stocked(Stage stage) throws SQLException, IOException {
        Shop shop = new Shop(stage, stage.database("shop"), stage.plan().rows());
        if (shop.orders.number("select count(*) from pg_tables where tablename = 'orders'") == 0) {
            shop.orders.execute(
                    TABLE,
                    FILL.formatted(Store.POSTGRESQL.customer(), shop.rows),
                    "vacuum analyze orders",
                    "create table tenant_orders (like orders)",
                    FILL_TENANTS,
                    "create index on tenant_orders (customer_id)",
                    "vacuum analyze tenant_orders");
            Files.createDirectories(shop.duckDbFile().getParent());
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + shop.duckDbFile());
                    Statement statement = connection.createStatement()) {
                statement.execute(TABLE);
                statement.execute(FILL.formatted(Store.DUCKDB.customer(), shop.rows));
                statement.execute("checkpoint");
            }
            // A DuckDB file belongs to one process: the bare driver reads a copy.
            Files.copy(shop.duckDbFile(), shop.copyOfDuckDbFile());
        }
        return shop;
    }

    /** The bare driver on the rows of that store. */
    Connection connect(Store store) throws SQLException {
        return switch (store) {
            case POSTGRESQL -> orders.connect();
            case DUCKDB -> DriverManager.getConnection("jdbc:duckdb:" + copyOfDuckDbFile());
        };
    }

    /** The aggregate with a parameter for the customer. */
    static String aggregate() {
        return AGGREGATE.formatted("?");
    }

    /** The same over none, with a parameter for the customer. */
    static String aggregateOfNone() {
        return NO_ROWS.formatted("?");
    }

    /** Every row, with a parameter for the customer. */
    static String everyRow() {
        return EVERY_ROW.formatted("?");
    }

    /** Tells a server of the sources, the customers and the dashboard, unless its directory has them already. */
    void open(Calls calls) throws IOException, InterruptedException {
        if (calls.has("/api/v1/schemas/" + SCHEMA)) {
            return;
        }
        calls.post("/api/v1/schemas", Json.object().put("name", "shop").put("id", SCHEMA));
        for (Store store : Store.values()) {
            ObjectNode connection = Json.object();
            switch (store) {
                case POSTGRESQL ->
                    connection
                            .put("host", orders.host())
                            .put("port", orders.port())
                            .put("database", orders.name())
                            .put("user", orders.user())
                            .put("password", orders.password());
                case DUCKDB -> connection.put("path", duckDbFile().toString());
            }
            addCustomer(calls, store.customer(), addSource(calls, store.wireName(), store.wireName(), connection));
        }
        calls.post("/api/v1/dashboards", dashboard());
        calls.post("/api/v1/dashboards/" + EMBED_ID + "/versions", Json.object());
    }

    /** Adds a data source of the shop's schema; answers its id. */
    static long addSource(Calls calls, String name, String kind, ObjectNode connection)
            throws IOException, InterruptedException {
        ObjectNode source = Json.object()
                .put("name", name)
                .put("provided_id", name)
                .put("schema_id", SCHEMA)
                .put("kind", kind);
        source.set("connection", connection);
        return calls.post("/api/v1/data-sources", source).path("id").longValue();
    }

    /** Adds a customer that looks at a source; answers the token with which its viewers see the dashboard. */
    static String addCustomer(Calls calls, String providedId, long source) throws IOException, InterruptedException {
        ObjectNode customer = Json.object().put("provided_id", providedId);
        customer.putObject("mapping").put(Long.toString(SCHEMA), Long.toString(source));
        return viewerToken(calls.post("/api/create_customer/", customer));
    }

    /** Adds the tenants of the PostgreSQL, unless they are there; answers the tokens of their viewers. */
    List<String> openTenants(Calls calls) throws IOException, InterruptedException {
        List<String> tokens = new ArrayList<>();
        for (int tenant = 0; tenant < TENANTS; tenant++) {
            ObjectNode customer = Json.object().put("provided_id", "tenant-" + tenant);
            customer.putObject("mapping").put(Long.toString(SCHEMA), Store.POSTGRESQL.wireName());
            tokens.add(viewerToken(calls.post("/api/create_customer/", customer)));
        }
        return tokens;
    }

    /** With what a viewer of that store's customer is let in. */
    String viewerToken(Calls calls, Store store) throws IOException, InterruptedException {
        return viewerToken(calls.post("/api/get_customer/", Json.object().put("provided_id", store.customer())));
    }

    /** The body of a call for the rows of a panel. */
    static String question(String panel) {
        return "{\"panel\":\"" + panel + "\"}";
    }

    private static String viewerToken(JsonNode answer) {
        return EMBED_ID + ":" + answer.path("customer").path("token").asString();
    }

    private Path duckDbFile() {
        return stage.work().resolve("data/files/orders.duckdb");
    }

    private Path copyOfDuckDbFile() {
        return stage.work().resolve("orders-copy.duckdb");
    }

    private static ObjectNode dashboard() {
        ObjectNode definition = Json.object().put("name", "Bench");
        ArrayNode datasets = definition.putArray("datasets");
        ArrayNode panels = definition.putArray("panels");
        add(datasets, panels, PANEL, AGGREGATE).put("cache", false);
        add(datasets, panels, CACHED, AGGREGATE).putObject("cache").put("ttl_seconds", 3600);
        add(datasets, panels, NONE, NO_ROWS).put("cache", false);
        add(datasets, panels, ROWS, EVERY_ROW).put("cache", false);
        add(datasets, panels, SLICE, SLICE_AGGREGATE).put("cache", false);
        add(datasets, panels, SLICE_CACHED, SLICE_AGGREGATE).putObject("cache").put("ttl_seconds", 3600);
        add(datasets, panels, DeadSourcesBench.PANEL, DeadSourcesBench.SQL).put("cache", false);
        ObjectNode dashboard = Json.object().put("embed_id", EMBED_ID).put("name", "Bench");
        dashboard.set("definition", definition);
        return dashboard;
    }

    private static ObjectNode add(ArrayNode datasets, ArrayNode panels, String name, String sql) {
        panels.addObject()
                .put("id", name)
                .put("type", "table")
                .put("dataset", name)
                .putObject("layout")
                .put("x", 0)
                .put("y", 4 * panels.size())
                .put("w", 6)
                .put("h", 4);
        return datasets.addObject()
                .put("name", name)
                .put("schema", "shop")
                .put("sql", sql.formatted("{{ customer_id }}"));
    }
}
