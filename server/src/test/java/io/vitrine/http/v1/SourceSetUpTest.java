package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.database.DatabaseAddress;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.Shop;
import io.vitrine.testing.TestPostgres;
import io.vitrine.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Setting data sources up: test, sync, tenant columns, limits, other credentials, deletion. */
final class SourceSetUpTest {
    private static TestServer server;
    private static ApiClient api;
    private static Shop shop;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        shop = new Shop(api);
        api.post("/api/create_customer/", "{'provided_id':'acme'}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aConnectionIsTriedBeforeItIsSaved() {
        Answer answer = test("duckdb", Shop.duckDb(Shop.ORDERS));

        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("version").stringValue()).containsIgnoringCase("DuckDB");
        JsonNode table = answer.json().path("tables").path(0);
        assertThat(table.path("name").stringValue()).isEqualTo("orders");
        assertThat(table.path("columns")
                        .valueStream()
                        .map(column -> column.path("name").stringValue() + " "
                                + column.path("type").stringValue()))
                .containsExactly(
                        "id integer", "customer_id string", "product string", "amount decimal", "ordered_on date");
        assertThat(api.get("/api/v1/data-sources").text()).doesNotContain("duckdb:");
    }

    @Test
    void aConnectionThatDoesNotWorkNamesTheSettingAndNoSecret() {
        Map<String, String> wrong = Shop.postgres();
        wrong.put("port", "1");
        Answer nothing = test("postgresql", wrong);
        assertThat(nothing.status()).isEqualTo(503);
        assertThat(nothing.field()).isEqualTo("connection.port");

        Answer unknown = test("duckdb", Map.of("path", "x.duckdb", "init", "run"));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.field()).isEqualTo("connection.init");
        assertThat(test("h2", Map.of()).field()).isEqualTo("kind");
    }

    @Test
    void theKindsSayWhatMayBeSetOnThem() {
        JsonNode kinds = api.get("/api/v1/source-kinds").json().path("source_kinds");
        assertThat(kinds.valueStream().map(kind -> kind.path("kind").stringValue()))
                .containsExactly("postgresql", "mysql", "mariadb", "duckdb", "trino", "jdbc");
        assertThat(kinds.path(0).path("settings").valueStream()).anySatisfy(setting -> {
            assertThat(setting.path("name").stringValue()).isEqualTo("password");
            assertThat(setting.path("secret").booleanValue()).isTrue();
        });
    }

    @Test
    void tablesAreReadOnDemandAndKeepTheirDemands() {
        Map<String, String> connection = Shop.postgres(Shop.ORDERS);
        long schema = shop.schema("synced");
        long source = shop.source(schema, "Synced", "postgresql", connection);
        assertThat(api.post("/api/v1/schemas/" + schema + ":sync", "{}").code()).isEqualTo("no_data_source");
        shop.defaultSource(schema, source);
        assertThat(api.get("/api/v1/schemas/" + schema + "/tables")
                        .json()
                        .path("synced_at")
                        .isNull())
                .isTrue();

        Answer synced = api.post("/api/v1/schemas/" + schema + ":sync", "{}");
        assertThat(synced.status()).describedAs(synced.text()).isEqualTo(200);
        assertThat(api.get("/api/v1/schemas/" + schema + "/tables").text()).isEqualTo(synced.text());
        assertThat(synced.text()).contains("\"database_type\":\"numeric(10,2)\"", "\"database_schema\":\"public\"");

        String table = "/api/v1/schemas/" + schema + "/tables/orders";
        assertThat(api.patch(table, "{'tenant_column':'nobody'}").field()).isEqualTo("tenant_column");
        assertThat(api.patch("/api/v1/schemas/" + schema + "/tables/nothing", "{'tenant_column':'id'}")
                        .status())
                .isEqualTo(404);
        assertThat(api.patch(table, "{'tenant_column':'customer_id'}")
                        .json()
                        .path("tenant_column")
                        .stringValue())
                .isEqualTo("customer_id");
        api.post("/api/v1/schemas/" + schema + ":sync", "{}");
        assertThat(api.get("/api/v1/schemas/" + schema + "/tables").text())
                .contains("\"tenant_column\":\"customer_id\"");
    }

    @Test
    void aTenantColumnIsDemandedOfPreviewsChecksAndDashboards() {
        long schema = shop.schema("fenced");
        shop.defaultSource(schema, shop.source(schema, "Fenced", "duckdb", Shop.duckDb(Shop.orders("d", "acme", "b"))));
        api.post("/api/v1/schemas/" + schema + ":sync", "{}");
        api.patch("/api/v1/schemas/" + schema + "/tables/orders", "{'tenant_column':'customer_id'}");
        String open = "select count(*) as n from orders";
        String filtered = open + " where customer_id = {{ customer_id }}";

        Answer refused = preview(open);
        assertThat(refused.code()).isEqualTo("invalid_template");
        assertThat(refused.text()).contains("orders", "customer_id");
        assertThat(preview(filtered).json().path("rows").toString()).isEqualTo("[[1]]");
        assertThat(check(open).path("valid").booleanValue()).isFalse();
        assertThat(check(filtered).path("valid").booleanValue()).isTrue();

        Answer saved = save("fencedOne1", open);
        assertThat(saved.status()).isEqualTo(400);
        assertThat(saved.code()).isEqualTo("invalid_dashboard");
        assertThat(saved.field()).isEqualTo("/datasets/0/sql");
        assertThat(saved.text()).contains("Dataset \\\"all\\\", line 1, column 27");
        assertThat(save("fencedTwo1", filtered).status()).isEqualTo(201);

        api.patch("/api/v1/schemas/" + schema + "/tables/orders", "{'tenant_column':null}");
        assertThat(preview(open).json().path("rows").toString()).isEqualTo("[[2]]");
    }

    @Test
    void aDemandStopsTheDatasetsThatWereSavedBeforeItAndNamesThem() {
        long schema = shop.schema("late");
        shop.defaultSource(schema, shop.source(schema, "Late", "duckdb", Shop.duckDb(Shop.orders("d", "acme", "b"))));
        api.post("/api/v1/schemas/" + schema + ":sync", "{}");
        String open = "select count(*) as n from orders";
        api.post(
                "/api/v1/dashboards",
                "{'embed_id':'lateOne001','definition':{'name':'L','cache':false,'datasets':["
                        + "{'name':'open','schema':'late','sql':'" + open + "'},"
                        + "{'name':'filtered','schema':'late','sql':'" + open
                        + " where customer_id = {{ customer_id }}'}],"
                        + "'panels':[{'id':'open','type':'table','dataset':'open'},"
                        + "{'id':'filtered','type':'table','dataset':'filtered'}]}}");
        assertThat(api.post("/api/v1/dashboards/lateOne001/versions", "{}").status())
                .isEqualTo(201);
        assertThat(panel("open").json().path("values").toString()).isEqualTo("[[2]]");

        String table = "/api/v1/schemas/" + schema + "/tables/orders";
        JsonNode stopped =
                api.patch(table, "{'tenant_column':'customer_id'}").json().path("stopped_datasets");
        assertThat(stopped).hasSize(1);
        assertThat(stopped.path(0).path("embed_id").stringValue()).isEqualTo("lateOne001");
        assertThat(stopped.path(0).path("version").intValue()).isEqualTo(1);
        assertThat(stopped.path(0).path("dataset").stringValue()).isEqualTo("open");
        assertThat(stopped.path(0).path("reason").stringValue()).contains("line 1", "orders", "customer_id");

        assertThat(panel("open").code()).isEqualTo("invalid_template");
        assertThat(panel("open").text()).contains("could not be computed").doesNotContain("orders");
        assertThat(panel("filtered").json().path("values").toString()).isEqualTo("[[1]]");

        assertThat(api.patch(table, "{'tenant_column':null}").json().path("stopped_datasets"))
                .isEmpty();
        assertThat(panel("open").json().path("values").toString()).isEqualTo("[[2]]");
    }

    private static Answer panel(String id) {
        return panel(server, "lateOne001", id);
    }

    private static Answer panel(TestServer asked, String embedId, String id) {
        String token = api.post("/api/get_customer/", "{'provided_id':'acme'}")
                .json()
                .path("customer")
                .path("token")
                .stringValue();
        return asked.anonymous()
                .post(
                        "/embed/data",
                        "{'panel':'" + id + "'}",
                        Map.of("Authorization", "Bearer " + embedId + ":" + token));
    }

    @Test
    void otherCredentialsHoldWithoutARestart() throws SQLException {
        DatabaseAddress address = TestPostgres.shared().emptyDatabase();
        execute(
                address,
                Shop.ORDERS,
                "create role rotated_here login password 'first-secret'",
                "grant select on orders to rotated_here");
        Map<String, String> connection = Shop.postgres(address);
        connection.put("user", "rotated_here");
        connection.put("password", "first-secret");
        long schema = shop.schema("rotated");
        long source = shop.source(schema, "Rotated", "postgresql", connection);
        shop.defaultSource(schema, source);
        assertThat(run("rotated", "select count(*) as n from orders").status()).isEqualTo(200);

        execute(address, "alter role rotated_here password 'second-secret'");
        String body = "{'connection':{'host':'" + connection.get("host") + "','port':" + connection.get("port")
                + ",'database':'" + connection.get("database") + "','user':'rotated_here','password':'second-secret'}}";
        assertThat(api.post("/api/v1/data-sources/" + source + ":test", "{}").field())
                .isEqualTo("connection.password");
        assertThat(api.post("/api/v1/data-sources/" + source + ":test", body).status())
                .isEqualTo(200);
        Answer patched = api.patch("/api/v1/data-sources/" + source, body);
        assertThat(patched.status()).describedAs(patched.text()).isEqualTo(200);
        assertThat(patched.text()).doesNotContain("second-secret");
        assertThat(run("rotated", "select count(*) as n from orders").status()).isEqualTo(200);
    }

    @Test
    void aSourceStopsStatementsThatTakeLongerThanItAllows() {
        long schema = shop.schema("timed");
        long source = shop.source(schema, "Timed", "postgresql", Shop.postgres());
        shop.defaultSource(schema, source);
        Answer changed = api.patch("/api/v1/data-sources/" + source, "{'query_timeout_seconds':1,'max_connections':2}");
        assertThat(changed.json().path("query_timeout_seconds").intValue()).isEqualTo(1);
        assertThat(changed.json().path("max_connections").intValue()).isEqualTo(2);
        assertThat(api.patch("/api/v1/data-sources/" + source, "{'max_connections':101}")
                        .field())
                .isEqualTo("max_connections");

        Answer answer = run("timed", "select count(*) as n from generate_series(1, 100000000000)");
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.code()).isEqualTo("query_timeout");
    }

    @Test
    void aSourceThatIsDeletedHasNoConnectionsLeft() throws Exception {
        Map<String, String> connection = Shop.postgres();
        long schema = shop.schema("deleted");
        long source = shop.source(schema, "Deleted", "postgresql", connection);
        shop.defaultSource(schema, source);
        assertThat(run("deleted", "select 1 as one").status()).isEqualTo(200);
        assertThat(connections(connection)).isEqualTo("1");
        assertThat(api.delete("/api/v1/data-sources/" + source).code()).isEqualTo("in_use");

        api.patch("/api/v1/schemas/" + schema, "{'default_data_source_id':null}");
        assertThat(api.delete("/api/v1/data-sources/" + source).status()).isEqualTo(204);

        long until = System.nanoTime() + 5_000_000_000L;
        while (!connections(connection).equals("0") && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        assertThat(connections(connection)).isEqualTo("0");
    }

    @Test
    void aSourceThatIsMadeAnewUnderAnOldIdIsAnotherOnEveryServer() {
        long schema = shop.schema("reborn");
        numbered(schema, Shop.duckDb(Shop.orders("before", "acme")));
        shop.defaultSource(schema, 9_001);
        api.post(
                "/api/v1/dashboards",
                "{'embed_id':'reborn0001','definition':{'name':'R','datasets':[{'name':'all','schema':'reborn',"
                        + "'sql':'select product from orders'}],'panels':[{'id':'all','type':'table','dataset':'all'}]}}");
        api.post("/api/v1/dashboards/reborn0001/versions", "{}");
        try (TestServer other = TestServer.startOn(server.database())) {
            assertThat(panel(server, "reborn0001", "all").text()).contains("before");
            assertThat(panel(other, "reborn0001", "all").text()).contains("before");

            api.patch("/api/v1/schemas/" + schema, "{'default_data_source_id':null}");
            assertThat(api.delete("/api/v1/data-sources/9001").status()).isEqualTo(204);
            numbered(schema, Shop.duckDb(Shop.orders("after", "acme")));
            shop.defaultSource(schema, 9_001);

            assertThat(panel(server, "reborn0001", "all").text()).contains("after");
            assertThat(panel(other, "reborn0001", "all").text()).contains("after");
        }
    }

    private static void numbered(long schema, Map<String, String> connection) {
        var body = io.vitrine.json.Json.object()
                .put("name", "Reborn")
                .put("id", 9_001)
                .put("schema_id", schema)
                .put("kind", "duckdb");
        connection.forEach(body.putObject("connection")::put);
        assertThat(api.post("/api/v1/data-sources", body.toString()).status()).isEqualTo(201);
    }

    private static String connections(Map<String, String> connection) {
        return server.sqlText(
                "select count(*) from pg_stat_activity where datname = '" + connection.get("database") + "'");
    }

    private static Answer test(String kind, Map<String, String> connection) {
        var body = io.vitrine.json.Json.object().put("kind", kind);
        connection.forEach(body.putObject("connection")::put);
        return api.post("/api/v1/data-sources:test", body.toString());
    }

    private static Answer preview(String sql) {
        return run("fenced", sql);
    }

    private static Answer run(String schema, String sql) {
        return api.post("/api/v1/query:preview", "{'schema':'" + schema + "','customer':'acme','sql':'" + sql + "'}");
    }

    private static JsonNode check(String sql) {
        return api.post("/api/v1/query:check", "{'schema':'fenced','sql':'" + sql + "'}")
                .json();
    }

    private static Answer save(String embedId, String sql) {
        api.post(
                "/api/v1/dashboards",
                "{'embed_id':'" + embedId + "','definition':{'name':'F','datasets':[{'name':'all','schema':'fenced',"
                        + "'sql':'" + sql + "'}],'panels':[]}}");
        return api.post("/api/v1/dashboards/" + embedId + "/versions", "{}");
    }

    private static void execute(DatabaseAddress address, String... statements) throws SQLException {
        try (Connection connection = TestPostgres.connect(address);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
