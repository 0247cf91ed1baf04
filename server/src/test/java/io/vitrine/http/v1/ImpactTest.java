package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.access.Role;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.People;
import io.vitrine.testing.Shop;
import io.vitrine.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a deletion would touch; sample rows; the history of the SQL editor: what surrounds data in the console. */
final class ImpactTest {
    private static TestServer server;
    private static ApiClient api;
    private static ApiClient admin;
    private static ApiClient viewer;
    private static long schema;
    private static long source;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        admin = People.firstAdmin(server);
        viewer = People.member(server, admin, "cy@example.com", Role.VIEWER);
        Shop shop = new Shop(api);
        schema = shop.schema("shop");
        source = shop.source(schema, "books", "duckdb", Shop.duckDb(Shop.orders("books", "acme", "globex")));
        shop.defaultSource(schema, source);
        api.post("/api/v1/schemas/" + schema + ":sync", "{}");
        api.post("/api/create_group_tag/", "{'name':'premium'}");
        api.post(
                "/api/create_customer/",
                "{'provided_id':'acme','group_tags':['premium'],'mapping':{'" + schema + "':'" + source + "'}}");
        api.post(
                "/api/create_customer/",
                "{'provided_id':'alice','hierarchy_level_name':'User','parent_provided_id':'acme'}");
        Answer dashboard = api.post("/api/v1/dashboards", """
                {'embed_id':'impactdash','definition':{'name':'Sales',
                 'datasets':[{'name':'orders','schema':'shop','sql':'select product from orders where customer_id = {{ customer_id }}'}],
                 'panels':[{'id':'rows','type':'table','dataset':'orders','visibility':{'group_tags':['premium'],'levels':['User']}}]}}""");
        assertThat(dashboard.status()).describedAs(dashboard.text()).isEqualTo(201);
        api.post("/api/v1/dashboards/impactdash/versions", "{}");
        api.put("/api/v1/dashboards/impactdash/environments/production", "{'version':1}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void eachKindNamesWhatDependsOnIt() {
        assertThat(affected("group_tag", "premium")).isEqualTo("customers 1 [acme], dashboards 1 [Sales]");
        assertThat(affected("level", "User")).isEqualTo("customers! 1 [alice], dashboards 1 [Sales]");
        assertThat(affected("customer", "acme")).isEqualTo("customers! 1 [alice]");
        assertThat(affected("customer", "alice")).isEmpty();
        assertThat(affected("data_source", Long.toString(source))).isEqualTo("schemas! 1 [shop], customers! 1 [acme]");
        assertThat(affected("schema", Long.toString(schema)))
                .isEqualTo("data_sources! 1 [books], customers 1 [acme], dashboards 1 [Sales]");
        assertThat(affected("dashboard", "impactdash")).isEqualTo("environments 1 [production]");
        String group = server.sqlText("select id from visibility_group where name = 'Production'");
        assertThat(affected("visibility_group", group))
                .startsWith("customers! 2 [")
                .contains("api_tokens! 1 [bootstrap]", "data_sources 1 [books]");
    }

    @Test
    void whatAnEnvironmentShowsCountsAsWellAsTheDraft() {
        api.post("/api/create_group_tag/", "{'name':'gold'}");
        String definition = """
                {'definition':{'name':'Shown','datasets':[{'name':'orders','schema':'shop',
                  'sql':'select product from orders where customer_id = {{ customer_id }}'}],
                 'panels':[{'id':'rows','type':'table','dataset':'orders'%s}]}}""";
        Answer made = api.post("/api/v1/dashboards", "{'embed_id':'impactshow','name':'Shown'}");
        assertThat(made.status()).describedAs(made.text()).isEqualTo(201);
        Answer first = api.post(
                "/api/v1/dashboards/impactshow/versions",
                definition.formatted(",'visibility':{'group_tags':['gold']}"),
                java.util.Map.of("If-Match", "*"));
        assertThat(first.status()).describedAs(first.text()).isEqualTo(201);
        api.put("/api/v1/dashboards/impactshow/environments/staging", "{'version':1}");
        api.post("/api/v1/dashboards/impactshow/versions", definition.formatted(""), java.util.Map.of("If-Match", "*"));
        assertThat(affected("group_tag", "gold")).isEqualTo("dashboards 1 [Shown]");
        api.put("/api/v1/dashboards/impactshow/environments/staging", "{'version':2}");
        assertThat(affected("group_tag", "gold")).isEmpty();
        api.delete("/api/v1/dashboards/impactshow");
    }

    @Test
    void anEmbedSecretNamesWhatViewersOpenedAndAMemberItsSessions() {
        String jwt = api.post("/api/generate_jwt/", "{'provided_id':'acme','embed_id':'impactdash'}")
                .json()
                .path("jwt")
                .stringValue();
        server.anonymous().post("/embed/session", "{}", java.util.Map.of("Authorization", "Bearer " + jwt));
        api.get("/api/v1/activity");
        long secret = api.get("/api/v1/embed-secrets")
                .json()
                .at("/embed_secrets/0/id")
                .longValue();
        assertThat(affected("embed_secret", Long.toString(secret))).isEqualTo("opened_dashboards 1 [Sales]");

        String member = server.sqlText("select id from member where email = 'cy@example.com'");
        assertThat(affected("member", member)).isEqualTo("sessions 1 [127.0.0.1]");
        assertThat(viewer.get("/api/v1/impact?kind=member&id=" + member).status())
                .isEqualTo(403);
        assertThat(viewer.get("/api/v1/impact?kind=embed_secret&id=" + secret).status())
                .isEqualTo(403);
    }

    @Test
    void whatThereIsNotIsSaid() {
        assertThat(api.get("/api/v1/impact?kind=group_tag&id=none").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/impact?kind=schema&id=x").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/impact?kind=planet&id=1").field()).isEqualTo("kind");
        assertThat(api.get("/api/v1/impact?kind=schema").field()).isEqualTo("id");
    }

    @Test
    void theFirstRowsOfATableAreShown() {
        String path = "/api/v1/schemas/" + schema + "/tables/orders/rows";
        JsonNode rows = api.get(path).json();
        assertThat(rows.path("row_count").intValue()).isEqualTo(2);
        assertThat(rows.path("truncated").booleanValue()).isFalse();
        assertThat(rows.at("/columns/1/name").stringValue()).isEqualTo("customer_id");
        JsonNode one = api.get(path + "?limit=1&data_source=" + source).json();
        assertThat(one.path("rows")).hasSize(1);
        assertThat(one.path("truncated").booleanValue()).isTrue();
        assertThat(api.get("/api/v1/schemas/" + schema + "/tables/nothing/rows").status())
                .isEqualTo(404);
        assertThat(api.get(path + "?data_source=999").code()).isEqualTo("unknown_data_source");
        assertThat(api.get(path + "?limit=201").field()).isEqualTo("limit");
    }

    @Test
    void aSampleIsReadWhereTheGroupIsLinked() {
        api.post("/api/v1/visibility-groups", "{'name':'Testing'}");
        ApiClient elsewhere = server.withNewToken("Testing", "admin");
        assertThat(elsewhere
                        .get("/api/v1/schemas/" + schema + "/tables/orders/rows")
                        .code())
                .isEqualTo("unknown_data_source");
    }

    @Test
    void membersFindWhatTheyRanInTheSqlEditor() {
        ApiClient other = People.member(server, admin, "bo@example.com", Role.EDITOR);
        String question = "{'schema':'shop','customer':'acme','sql':'select product from orders where customer_id ="
                + " {{ customer_id }}'}";
        assertThat(admin.post("/api/v1/query:preview", question).status()).isEqualTo(200);
        admin.post("/api/v1/query:preview", question.replace("product", "no_such_column"));
        JsonNode runs = admin.get("/api/v1/query-history").json().path("runs");
        assertThat(runs).hasSize(2);
        assertThat(runs.get(1).path("rows").intValue()).isEqualTo(1);
        assertThat(runs.get(1).path("sql").stringValue()).startsWith("select product");
        assertThat(runs.get(1).path("error").isNull()).isTrue();
        assertThat(runs.get(0).path("rows").isNull()).isTrue();
        assertThat(runs.get(0).path("error").stringValue()).contains("no_such_column");
        assertThat(other.get("/api/v1/query-history").json().path("runs")).isEmpty();
    }

    /** Kinds with their counts and names; an exclamation mark where the deletion is refused. */
    private static String affected(String kind, String id) {
        Answer answer = api.get("/api/v1/impact?kind=" + kind + "&id=" + id);
        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
        StringBuilder text = new StringBuilder();
        for (JsonNode one : answer.json().path("affects")) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(one.path("kind").stringValue())
                    .append(one.path("blocks").booleanValue() ? "! " : " ")
                    .append(one.path("count").longValue())
                    .append(' ')
                    .append(one.path("names")
                            .valueStream()
                            .map(JsonNode::stringValue)
                            .toList());
        }
        assertThat(answer.json().path("blocked").booleanValue()).isEqualTo(text.indexOf("!") >= 0);
        return text.toString();
    }
}
