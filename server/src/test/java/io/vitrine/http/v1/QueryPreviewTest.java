package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.json.Json;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.Shop;
import io.vitrine.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/query}: preview, check and variables. */
final class QueryPreviewTest {
    private static final String OWN_ORDERS = "select product, amount from orders where customer_id = {{ customer_id }}";

    private static TestServer server;
    private static ApiClient api;
    private static long schema;
    private static long postgres;
    private static long duckDb;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        Shop shop = new Shop(api);
        schema = shop.schema("shop");
        postgres = shop.source(
                schema, "PostgreSQL", "postgresql", Shop.postgres(Shop.orders("postgres", "acme", "globex", "alone")));
        duckDb = shop.source(schema, "DuckDB", "duckdb", Shop.duckDb(Shop.orders("duck", "acme", "globex")));
        shop.defaultSource(schema, postgres);
        customer("{'provided_id':'acme','mapping':{'" + schema + "':'" + duckDb
                + "'},'properties':{'region':'EMEA','limits':{'orders':3},'cities':['Ulm','Kyiv']}}");
        customer("{'provided_id':'alice','hierarchy_level_name':'User','parent_provided_id':'acme'}");
        customer("{'provided_id':'alone'}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersRowsWithTheStatementItsValuesAndTheSourceInTheDocumentedShape() {
        Answer answer = preview("acme", OWN_ORDERS, "{}");

        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
        ObjectNode json = (ObjectNode) answer.json();
        assertThat(json.propertyNames())
                .containsExactly(
                        "columns", "rows", "row_count", "truncated", "data_source", "sql", "bindings", "elapsed_ms");
        assertThat(json.path("columns").toString())
                .isEqualTo("[{\"name\":\"product\",\"type\":\"string\"},{\"name\":\"amount\",\"type\":\"decimal\"}]");
        assertThat(json.path("rows").toString()).isEqualTo("[[\"duck\",1.50]]");
        assertThat(json.path("truncated").booleanValue()).isFalse();
        assertThat(json.path("sql").stringValue())
                .isEqualTo("select product, amount from orders where customer_id = ?");
        assertThat(json.path("bindings").toString())
                .isEqualTo("[{\"variable\":\"customer_id\",\"value\":\"acme\",\"type\":\"text\","
                        + "\"origin\":\"level variable from acme\"}]");
    }

    @Test
    void saysWhetherTheSourceIsTheCustomersOwnInheritedOrTheDefault() {
        assertThat(source("acme")).isEqualTo(duckDb + " DuckDB own");
        assertThat(source("alice")).isEqualTo(duckDb + " DuckDB inherited");
        assertThat(source("alone")).isEqualTo(postgres + " PostgreSQL default");
        assertThat(rows(preview("alice", OWN_ORDERS, "{}"))).isEqualTo("[[\"duck\",1.50]]");
    }

    @Test
    void refusesACustomerWithoutAMappingWhereTheSchemaIsStrict() {
        Shop shop = new Shop(api);
        long strict = shop.schema("strict");
        shop.defaultSource(strict, shop.source(strict, "Strict default", "duckdb", Shop.duckDb()));
        api.patch("/api/v1/schemas/" + strict, "{'strict_mapping':true}");

        Answer answer = preview("strict", "alone", "select 1", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("no_data_source");
        assertThat(answer.text()).contains("strict_mapping");
    }

    @Test
    void refusesASourceThatIsNotLinkedToTheCustomersGroupEvenAsTheDefault() {
        Shop shop = new Shop(api);
        api.post("/api/v1/visibility-groups", "{'name':'Staging'}");
        long unlinked = shop.schema("unlinked");
        long source = shop.source(unlinked, "Unlinked", "duckdb", Shop.duckDb());
        shop.defaultSource(unlinked, source);
        api.patch("/api/v1/data-sources/" + source, "{'visibility_groups':['Staging']}");

        Answer answer = preview("unlinked", "alone", "select 1", "{}");

        assertThat(answer.code()).isEqualTo("no_data_source");
        assertThat(answer.text()).contains("not linked");
    }

    @Test
    void bindsWhatIsOfferedByItsTypeAndSaysThatItWasOffered() {
        Answer answer = preview(
                "alone",
                "select {{ n }} + 1 as n, {{ t }}::text as t, {{ day.startDate }} + 1 as d from orders"
                        + " where id in {{ ids }} [[and product = {{ missing }}]] order by id",
                "{'n':41,'t':'it\\u0027s','day':{'startDate':'2024-02-28'},'ids':[1,2]}");

        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
        assertThat(rows(answer)).isEqualTo("[[42,\"it's\",\"2024-02-29\"],[42,\"it's\",\"2024-02-29\"]]");
        assertThat(answer.json()
                        .path("bindings")
                        .valueStream()
                        .map(one -> one.path("type").stringValue()))
                .containsExactly("integer", "text", "date", "list");
        assertThat(answer.text()).contains("\"origin\":\"live input\"");
    }

    @Test
    void neverLetsAnOfferedValueTakeTheCustomersPlace() {
        Answer answer = preview(
                "acme",
                "select {{ customer_id }} as a, {{ customer.region }} as b",
                "{'customer_id':'globex','customer':{'region':'X'},'customer.region':'Y','CUSTOMER_ID':'globex'}");

        assertThat(rows(answer)).isEqualTo("[[\"acme\",\"EMEA\"]]");
    }

    @Test
    void showsAnUpdateOfTheCustomerInTheVeryNextQuery() {
        customer("{'provided_id':'mover','properties':{'region':'EMEA'}}");
        String sql = "select {{ customer.region }} as r, min(product) as p from orders";
        assertThat(rows(preview("mover", sql, "{}"))).isEqualTo("[[\"EMEA\",\"postgres\"]]");

        api.post(
                "/api/update_customer/",
                "{'provided_id':'mover','properties':{'region':'APAC'},'mapping':{'" + schema + "':'" + duckDb + "'}}");

        assertThat(rows(preview("mover", sql, "{}"))).isEqualTo("[[\"APAC\",\"duck\"]]");
    }

    @Test
    void marksAResultThatTheLimitCutShort() {
        Answer answer = send("shop", "alone", "select id from orders order by id", "{}", ",'limit':2");
        assertThat(rows(answer)).isEqualTo("[[1],[2]]");
        assertThat(answer.json().path("truncated").booleanValue()).isTrue();
        Answer whole = send("shop", "alone", "select id from orders order by id", "{}", ",'limit':3");
        assertThat(whole.json().path("truncated").booleanValue()).isFalse();
        assertThat(send("shop", "alone", "select 1", "{}", ",'limit':0").field())
                .isEqualTo("limit");
    }

    @Test
    void keepsEveryDigitAndWritesWhatJavaScriptCannotHoldAsAString() {
        assertThat(rows(preview(
                        "alone",
                        "select 9007199254740993::bigint, 12.50::numeric(10,2), date '2024-02-29',"
                                + " timestamp '2024-02-29 10:00:00', null::text, true, 'NaN'::float8",
                        "{}")))
                .isEqualTo("[[\"9007199254740993\",12.50,\"2024-02-29\",\"2024-02-29T10:00:00\",null,true,\"NaN\"]]");
    }

    @Test
    void namesLineColumnAndTheVariablesThatExistWhereOneIsMissing() {
        Answer answer = preview("acme", "select 1\n  where {{ reggion }} = 1", "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("missing_variable");
        assertThat(answer.field()).isEqualTo("sql");
        assertThat(answer.text())
                .contains("Line 2, column 9")
                .contains("reggion")
                .contains("customer.region");
    }

    @Test
    void passesOnTheDatabasesWordsAndThePlaceInTheStatement() {
        Answer answer = preview("alone", "select 1 as ok,\n  nothing_here from orders", "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("query_failed");
        assertThat(answer.text()).contains("nothing_here").contains("(line 2, column 3 of the statement that was run)");
    }

    @Test
    void refusesWhatIsMoreThanOneQueryThatReads() {
        for (String sql : new String[] {
            "delete from orders",
            "select 1; drop table orders",
            "with gone as (delete from orders returning id) select * from gone",
            "select * into copy from orders"
        }) {
            Answer answer = preview("alone", sql, "{}");
            assertThat(answer.code()).describedAs(sql).isEqualTo("invalid_template");
        }
        assertThat(rows(preview("alone", "select count(*) from orders", "{}"))).isEqualTo("[[3]]");
    }

    @Test
    void answersAFailingSourceWithAnErrorAndNobodyElsesRows() {
        Shop shop = new Shop(api);
        long dead = shop.source(
                schema,
                "Dead",
                "postgresql",
                java.util.Map.of(
                        "host", "127.0.0.1", "port", "1", "database", "x", "user", "x", "password", "secret-x"));
        customer("{'provided_id':'globex','mapping':{'" + schema + "':'" + dead + "'}}");

        Answer answer = preview("globex", OWN_ORDERS, "{}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("data_source_unavailable");
        assertThat(answer.text()).doesNotContain("secret-x").doesNotContain("rows");
        assertThat(rows(preview("alone", "select 1", "{}"))).isEqualTo("[[1]]");
    }

    @Test
    void refusesAnUnknownCustomerSchemaAndATokenThatMayOnlyRead() {
        assertThat(preview("nobody", "select 1", "{}").status()).isEqualTo(404);
        assertThat(preview("nowhere", "alone", "select 1", "{}").code()).isEqualTo("unknown_schema");
        ApiClient reader = server.withNewToken("Production", "read-only");
        assertThat(reader.post("/api/v1/query:preview", "{}").status()).isEqualTo(403);
        assertThat(reader.post("/api/v1/query:check", "{'schema':'shop','sql':'select 1'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void checksWithoutRunningAndNamesEachPlaceAndVariable() {
        JsonNode clean = check("select 1 from orders where customer_id = {{ customer_id }}");
        assertThat(clean.path("valid").booleanValue()).isTrue();
        assertThat(clean.path("dialect").stringValue()).isEqualTo("postgresql");

        JsonNode wrong = check("select 1\nfrom orders where customer_id = {{ customer_idd }}");
        assertThat(wrong.path("valid").booleanValue()).isFalse();
        JsonNode error = wrong.path("errors").path(0);
        assertThat(error.path("line").intValue()).isEqualTo(2);
        assertThat(error.path("column").intValue()).isEqualTo(33);
        assertThat(error.path("variable").stringValue()).isEqualTo("customer_idd");
        assertThat(error.path("message").stringValue()).contains("There is no variable customer_idd");
        assertThat(wrong.path("variables").toString()).contains("\"customer_id\"", "\"user_id\"", "customer.region");

        assertThat(check("select 1 where 1 = '{{ customer_id }}'").toString()).contains("quotes");
        assertThat(check("select 1 from orders [[where customer_id = {{ customer_id }}]]")
                        .toString())
                .contains("tenant_optional");
        assertThat(check("drop table orders").path("valid").booleanValue()).isFalse();
    }

    @Test
    void checksInTheDialectOfTheCustomersSource() {
        String body = "{'schema':'shop','customer':'acme','sql':'select 1'}";
        assertThat(api.post("/api/v1/query:check", body).json().path("dialect").stringValue())
                .isEqualTo("duckdb");
    }

    @Test
    void listsEveryVariableOfACustomerWithItsValueTypeAndOrigin() {
        JsonNode variables =
                api.get("/api/v1/query:variables?customer=alice").json().path("variables");
        assertThat(variables.valueStream().map(JsonNode::toString))
                .contains(
                        "{\"name\":\"customer_id\",\"value\":\"acme\",\"type\":\"text\",\"origin\":\"level variable from acme\"}",
                        "{\"name\":\"user_id\",\"value\":\"alice\",\"type\":\"text\",\"origin\":\"level variable from alice\"}",
                        "{\"name\":\"customer.region\",\"value\":\"EMEA\",\"type\":\"text\",\"origin\":\"customer property from acme\"}",
                        "{\"name\":\"customer.limits.orders\",\"value\":3,\"type\":\"number\",\"origin\":\"customer property from acme\"}",
                        "{\"name\":\"customer.cities\",\"value\":[\"Ulm\",\"Kyiv\"],\"type\":\"list\",\"origin\":\"customer property from acme\"}");
        assertThat(api.get("/api/v1/query:variables?customer=acme").text())
                .contains("{\"name\":\"user_id\",\"value\":null,\"type\":\"none\",\"origin\":\"undefined\"}");
        assertThat(api.get("/api/v1/query:variables").field()).isEqualTo("customer");
    }

    private static JsonNode check(String sql) {
        ObjectNode body = Json.object().put("schema", "shop").put("sql", sql);
        Answer answer = api.send(
                "POST",
                "/api/v1/query:check",
                Json.MAPPER.writeValueAsBytes(body),
                java.util.Map.of("Content-Type", "application/json"));
        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String source(String customer) {
        JsonNode source = preview(customer, "select 1", "{}").json().path("data_source");
        return source.path("id").longValue() + " " + source.path("name").stringValue() + " "
                + source.path("from").stringValue();
    }

    private static String rows(Answer answer) {
        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
        return answer.json().path("rows").toString();
    }

    private static Answer preview(String customer, String sql, String variables) {
        return preview("shop", customer, sql, variables);
    }

    private static Answer preview(String schemaName, String customer, String sql, String variables) {
        return send(schemaName, customer, sql, variables, "");
    }

    private static Answer send(String schemaName, String customer, String sql, String variables, String more) {
        String body = "{'schema':'" + schemaName + "','customer':'" + customer + "','variables':" + variables + more
                + ",'sql':";
        return api.send(
                "POST",
                "/api/v1/query:preview",
                (body.replace('\'', '"') + Json.MAPPER.writeValueAsString(sql) + "}")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.util.Map.of("Content-Type", "application/json"));
    }

    private static void customer(String body) {
        api.post("/api/create_customer/", body);
        Answer answer = api.post("/api/update_customer/", body);
        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
    }
}
