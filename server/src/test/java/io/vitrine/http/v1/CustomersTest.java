package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/customers} and what hangs below it, and {@code /api/v1/usage}. */
final class CustomersTest {
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        api.put("/api/v1/levels", "{'levels':[{'name':'Customer'},{'name':'Team'},{'name':'User'}]}");
        api.post("/api/create_group_tag/", "{'name':'sales'}");
        api.post("/api/create_group_tag/", "{'name':'engineers'}");
        create(
                "{'provided_id':'acme','name':'ACME Corp','group_tags':['sales'],'properties':{'region':'EMEA','plan':'gold'}}");
        create("{'provided_id':'blue','name':'Blue Team','hierarchy_level_name':'Team','parent_provided_id':'acme',"
                + "'properties':{'plan':'silver'},'group_tags':['engineers']}");
        create("{'provided_id':'ann','name':'Ann','emails':['Ann@Example.com'],'hierarchy_level_name':'User',"
                + "'parent_provided_id':'blue','properties':{'seat':{'floor':3}}}");
        create("{'provided_id':'globex','name':'100% Globex_1'}");
        create("{'provided_id':'trial','name':'Trial','is_demo_group':true}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            search=corp                                          | acme
            search=ANN@example                                   | ann
            search=lob                                           | globex
            search=100%                                          | globex
            search=globex_                                       | globex
            search=_corp                                         | ''
            group_tag=sales                                      | acme
            group_tag=engineers                                  | blue
            hierarchy_level_name=Customer                        | acme globex trial
            parent_provided_id=acme                              | blue
            roots=true                                           | acme globex trial
            subtree_of=acme                                      | acme blue ann
            subtree_of=blue                                      | blue ann
            is_demo_group=true                                   | trial
            is_demo_group=false                                  | acme blue ann globex
            is_demo_group=false&hierarchy_level_name=Customer    | acme globex
            search=e&subtree_of=acme&group_tag=engineers         | blue
            modified_since=2000-01-01                            | acme blue ann globex trial
            modified_since=2999-01-01T00:00:00%2B02:00           | ''
            """)
    void findsTheCustomersThatAllFiltersHoldFor(String query, String ids) {
        String encoded = query.replace("=100%", "=100%25");

        assertThat(String.join(" ", ids(api.get("/api/v1/customers?" + encoded))))
                .isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, invalid_parameter, limit",
        "limit=1001, invalid_parameter, limit",
        "limit=ten, invalid_parameter, limit",
        "cursor=nonsense, invalid_parameter, cursor",
        "is_demo_group=maybe, invalid_parameter, is_demo_group",
        "modified_since=yesterday, invalid_parameter, modified_since",
        "hierarchy_level_name=Nobody, unknown_level, hierarchy_level_name",
        "group_tag=Nobody, unknown_group_tag, group_tag",
        "parent_provided_id=nobody, unknown_parent, parent_provided_id",
        "subtree_of=nobody, unknown_parent, subtree_of"
    })
    void refusesAWrongParameterByName(String query, String code, String field) {
        ApiClient.Answer answer = api.get("/api/v1/customers?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.field()).isEqualTo(field);
    }

    @Test
    void pagesThroughAllCustomersWhileOthersComeAndGo() {
        try (TestServer own = TestServer.start()) {
            ApiClient fresh = own.admin();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                fresh.post("/api/create_customer/", "{'provided_id':'c%d'}".formatted(i));
                expected.add("c" + i);
            }
            List<String> seen = new ArrayList<>();
            String query = "limit=4";
            for (int page = 0; ; page++) {
                ApiClient.Answer answer = fresh.get("/api/v1/customers?" + query);
                seen.addAll(ids(answer));
                JsonNode next = answer.json().path("next_cursor");
                if (next.isNull()) {
                    break;
                }
                // One that comes stands at the end; the one that goes was shown already.
                fresh.post("/api/create_customer/", "{'provided_id':'late%d'}".formatted(page));
                expected.add("late" + page);
                own.sql("delete from customer where provided_id = '%s'".formatted(seen.getLast()));
                query = "limit=4&cursor=" + next.asString();
            }
            assertThat(seen)
                    .isEqualTo(expected.subList(0, seen.size()))
                    .doesNotHaveDuplicates()
                    .hasSizeGreaterThan(25);
        }
    }

    @Test
    void keepsEachGroupToItself() {
        api.post("/api/v1/visibility-groups", "{'name':'Apart'}");
        ApiClient apart = server.withNewToken("Apart", "read-write");
        apart.post("/api/create_customer/", "{'provided_id':'hidden','name':'Hidden ACME'}");

        assertThat(ids(apart.get("/api/v1/customers"))).containsExactly("hidden");
        assertThat(ids(api.get("/api/v1/customers?search=hidden"))).isEmpty();
        for (String path : List.of("hidden", "hidden/computed", "hidden/changes")) {
            ApiClient.Answer foreign = api.get("/api/v1/customers/" + path);
            ApiClient.Answer missing = api.get("/api/v1/customers/" + path.replace("hidden", "nobody"));
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign.text()).isEqualTo(missing.text());
        }
        assertThat(api.get("/api/v1/customers?subtree_of=hidden").code()).isEqualTo("unknown_parent");
    }

    @Test
    void showsACustomerWithItsEntityTag() {
        ApiClient.Answer answer = api.get("/api/v1/customers/blue/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).contains("\"1\"");
        assertThat(answer.json().path("provided_id").asString()).isEqualTo("blue");
        assertThat(answer.json().path("parent_provided_id").asString()).isEqualTo("acme");
    }

    @ParameterizedTest
    @CsvSource({"a/b", "50%", "a b+c", "ü", "a?b#c", "a;b=c", "'x\"y'"})
    void findsACustomerWhateverItsIdLooksLikeOnceItIsPercentEncoded(String id) {
        create("{'provided_id':'%s'}".formatted(id.replace("\"", "\\u0022")));
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");

        ApiClient.Answer answer = api.get("/api/v1/customers/" + segment + "/computed");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json()
                        .path("variables")
                        .path("customer_id")
                        .path("value")
                        .asString())
                .isEqualTo(id);
        server.sql("delete from customer where provided_id = '%s'".formatted(id));
    }

    @Test
    void saysForEveryComputedValueWhereItComesFrom() {
        assertThat(api.get("/api/v1/customers/ann/computed").text()).isEqualTo("""
                {"properties":{"seat":{"value":{"floor":3},"from":"ann"},"plan":{"value":"silver","from":"blue"},\
                "region":{"value":"EMEA","from":"acme"}},"mapping":{},\
                "variables":{"user_id":{"value":"ann","from":"ann"},"user_name":{"value":"Ann","from":"ann"},\
                "team_id":{"value":"blue","from":"blue"},"team_name":{"value":"Blue Team","from":"blue"},\
                "customer_id":{"value":"acme","from":"acme"},"customer_name":{"value":"ACME Corp","from":"acme"}},\
                "group_tags":{"engineers":{"value":"engineers","from":"blue"},"sales":{"value":"sales","from":"acme"}}}""");
    }

    @Test
    void showsTheSourceOfAnInheritedMapping() {
        String schema = api.post("/api/v1/schemas", "{'name':'shop','id':40}")
                .json()
                .path("id")
                .asString();
        api.post(
                "/api/v1/data-sources",
                "{'name':'one','id':213,'schema_id':%s,'kind':'postgresql','connection':{'host':'h','database':'d','user':'u'}}"
                        .formatted(schema));
        create("{'provided_id':'holder','mapping':{'40':'213'}}");
        create("{'provided_id':'heir','hierarchy_level_name':'User','parent_provided_id':'holder'}");

        assertThat(api.get("/api/v1/customers/heir/computed")
                        .json()
                        .path("mapping")
                        .toString())
                .isEqualTo("{\"40\":{\"value\":\"213\",\"from\":\"holder\"}}");
        server.sql("delete from customer where provided_id = 'heir'");
        server.sql("delete from customer where provided_id = 'holder'");
    }

    @Test
    void tellsTheHistoryOfACustomerNewestFirstWithNamesForIds() {
        create("{'provided_id':'past','name':'Past','group_tags':['sales']}");
        api.post("/api/update_customer/", "{'provided_id':'past','name':'Present','group_tags':['engineers']}");
        api.post(
                "/api/update_customer/",
                "{'provided_id':'past','hierarchy_level_name':'User','parent_provided_id':'blue'}");

        ApiClient.Answer newest = api.get("/api/v1/customers/past/changes?limit=2");
        JsonNode moved = newest.json().path("changes").get(0);
        JsonNode renamed = newest.json().path("changes").get(1);

        assertThat(moved.path("version").intValue()).isEqualTo(3);
        assertThat(moved.path("before").toString())
                .isEqualTo("{\"hierarchy_level_name\":\"Customer\",\"parent_provided_id\":\"\"}");
        assertThat(moved.path("after").toString())
                .isEqualTo("{\"hierarchy_level_name\":\"User\",\"parent_provided_id\":\"blue\"}");
        assertThat(renamed.path("before").toString()).isEqualTo("{\"name\":\"Past\",\"group_tags\":[\"sales\"]}");
        assertThat(renamed.path("after").toString()).isEqualTo("{\"name\":\"Present\",\"group_tags\":[\"engineers\"]}");
        assertThat(renamed.path("actor").asString()).startsWith("token:");
        assertThat(renamed.path("actor_name").asString()).isEqualTo("bootstrap");

        JsonNode older = api.get("/api/v1/customers/past/changes?limit=2&cursor="
                        + newest.json().path("next_cursor").asString())
                .json();
        assertThat(older.path("changes")).hasSize(1);
        assertThat(older.path("changes").get(0).path("action").asString()).isEqualTo("create");
        assertThat(older.path("changes").get(0).path("before").isNull()).isTrue();
        assertThat(older.path("changes").get(0).path("after").path("name").asString())
                .isEqualTo("Past");
        assertThat(older.path("next_cursor").isNull()).isTrue();
        assertThat(api.get("/api/v1/customers/past/changes?cursor=x").field()).isEqualTo("cursor");
        server.sql("delete from customer where provided_id = 'past'");
    }

    @Test
    void countsCustomersByLevelWithDemoOnesApart() {
        try (TestServer own = TestServer.start()) {
            ApiClient admin = own.admin();
            ApiClient reader = own.withNewToken("Production", "read-only");
            admin.post("/api/create_customer/", "{'provided_id':'a'}");
            admin.post("/api/create_customer/", "{'provided_id':'b'}");
            admin.post("/api/create_customer/", "{'provided_id':'c','is_demo_group':true}");
            admin.post(
                    "/api/create_customer/",
                    "{'provided_id':'u','hierarchy_level_name':'User','parent_provided_id':'a'}");
            admin.post("/api/v1/visibility-groups", "{'name':'Apart'}");
            own.withNewToken("Apart", "read-write").post("/api/create_customer/", "{'provided_id':'other'}");

            assertThat(reader.get("/api/v1/usage").text()).isEqualTo("""
                    {"levels":[{"hierarchy_level":"Customer","customers":3,"demo":1,"paid":2},\
                    {"hierarchy_level":"User","customers":1,"demo":0,"paid":1}],\
                    "total":{"customers":4,"demo":1,"paid":3}}""");
            assertThat(admin.get("/api/v1/usage?scope=team")
                            .json()
                            .path("total")
                            .path("customers")
                            .intValue())
                    .isEqualTo(5);
            assertThat(reader.get("/api/v1/usage?scope=team").status()).isEqualTo(403);

            admin.post("/api/update_customer/", "{'provided_id':'c','is_demo_group':false}");
            admin.post("/api/update_customer/", "{'provided_id':'b','hierarchy_level_name':'User'}");
            assertThat(reader.get("/api/v1/usage").text()).isEqualTo("""
                    {"levels":[{"hierarchy_level":"Customer","customers":2,"demo":0,"paid":2},\
                    {"hierarchy_level":"User","customers":2,"demo":0,"paid":2}],\
                    "total":{"customers":4,"demo":0,"paid":4}}""");
        }
    }

    private static void create(String json) {
        ApiClient.Answer answer = api.post("/api/create_customer/", json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static List<String> ids(ApiClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        answer.json()
                .path("customers")
                .forEach(customer -> ids.add(customer.path("provided_id").asString()));
        return ids;
    }
}
