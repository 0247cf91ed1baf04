package io.vitrine.http.explo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Get or create, get, delete and refresh of the Customer API, with the documented bodies; updates have a test of their own. */
final class CustomerApiTest {
    private static final String[] DOCUMENTED_FIELDS = {
        "token",
        "name",
        "provided_id",
        "is_demo_group",
        "emails",
        "group_tags",
        "properties",
        "computed_properties",
        "access_group",
        "parent_schema_datasource_mapping",
        "computed_parent_schema_datasource_mapping",
        "hierarchy_level"
    };

    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        server.sql("insert into group_tag (team_id, name) select id, 'sales' from team");
        server.sql("insert into visibility_group (team_id, name) select id, 'Staging' from team");
        server.sql(
                "insert into data_schema (id, team_id, name) select s, id, 'schema ' || s from team, unnest(array[40, 134]) s");
        server.sql("""
                insert into data_source (id, team_id, schema_id, name, kind, sealed_connection)
                select s.id, t.id, s.schema, 'source ' || s.id, 'postgresql', ''
                from team t, (values (213, 40), (386, 134)) s(id, schema)""");
        server.sql("insert into data_source_visibility_group select s.id, g.id from data_source s, visibility_group g"
                + " where g.name = 'Production'");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theDocumentedCreateGivesTheDocumentedAnswerAndTheSameCustomerTheNextTime() {
        String documented = """
                {"provided_id": "example_1", "name": "Example 1", "mapping": {"40":"213","134":"386"},
                 "properties": {"filterValue": "value"}, "emails": ["someone@example.com"], "group_tags": ["sales"],
                 "hierarchy_level_name": "Customer"}""";
        Answer made = api.post("/api/create_customer/", documented);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().propertyNames()).containsExactly("success", "new_customer", "customer");
        assertThat(made.text()).startsWith("{\"success\":1,\"new_customer\":true,");
        JsonNode customer = made.json().path("customer");
        assertThat(List.copyOf(customer.propertyNames())).startsWith(DOCUMENTED_FIELDS);
        assertThat(customer.path("token").asString()).matches("[0-9a-f]{64}");
        assertThat(customer.path("group_tags").toString()).isEqualTo("[\"sales\"]");
        assertThat(customer.path("computed_parent_schema_datasource_mapping").toString())
                .isEqualTo("{\"40\":\"213\",\"134\":\"386\"}");
        assertThat(customer.path("access_group").asString()).isEqualTo("Production");

        Answer again = api.post(
                "/api/create_customer", "{'provided_id':'example_1','name':'Another','group_tags':['no such tag']}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("new_customer").booleanValue()).isFalse();
        assertThat(again.json().path("customer")).isEqualTo(customer);
    }

    @Test
    void aCustomerIsNamedByItsIdAndStandsAtTheHighestLevelUnlessItSaysOtherwise() {
        JsonNode customer = created("{'provided_id':41}");
        assertThat(customer.path("provided_id").asString()).isEqualTo("41");
        assertThat(customer.path("name").asString()).isEqualTo("41");
        assertThat(customer.path("hierarchy_level").asString()).isEqualTo("Customer");
        assertThat(customer.path("is_demo_group").booleanValue()).isFalse();
        assertThat(customer.path("properties").toString()).isEqualTo("{}");
        assertThat(customer.path("computed_properties").toString()).isEqualTo("{}");
        assertThat(customer.path("emails").toString()).isEqualTo("[]");

        Answer empty = api.post("/api/create_customer", "{'provided_id':'named','name':''}");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.field()).isEqualTo("name");
        assertThat(api.post("/api/get_customer", "{'provided_id':'named'}").status())
                .isEqualTo(404);
    }

    @Test
    void aChildNamesItsLevelBecauseTheHighestIsNotBelowItsParent() {
        created("{'provided_id':'parent','properties':{'conference':'Eastern'}}");
        Answer without = api.post("/api/create_customer", "{'provided_id':'child','parent_provided_id':'parent'}");
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.code()).isEqualTo("missing_field");
        assertThat(without.field()).isEqualTo("hierarchy_level_name");
        JsonNode child = created("{'provided_id':'child','parent_provided_id':'parent','hierarchy_level_name':'User'}");
        assertThat(child.path("properties").toString()).isEqualTo("{}");
        assertThat(child.path("computed_properties").toString()).isEqualTo("{\"conference\":\"Eastern\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/get_customer/", "/api/get_customer"})
    void getAnswersACustomerByItsIdAsTextOrNumber(String path) {
        JsonNode customer = created("{'provided_id':'4711'}");
        for (String id : List.of("'4711'", "4711")) {
            Answer answer = api.post(path, "{'provided_id':" + id + "}");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().propertyNames()).containsExactly("success", "customer");
            assertThat(answer.json().path("customer")).isEqualTo(customer);
            assertThat(answer.header("ETag")).hasValue("\"1\"");
        }
        Answer unknown = api.post(path, "{'provided_id':'nobody'}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.code()).isEqualTo("not_found");
        assertThat(api.post(path, "{}").field()).isEqualTo("provided_id");
    }

    @Test
    void aCustomerIsDeletedByItsTokenOnceItHasNoChildren() {
        String parent = created("{'provided_id':'leaving'}").path("token").asString();
        String child = created("{'provided_id':'staying','parent_provided_id':'leaving','hierarchy_level_name':'User'}")
                .path("token")
                .asString();
        Answer refused = api.delete("/api/delete_customer/", "{'current_token':'" + parent + "'}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("has_children");
        assertThat(api.post("/api/get_customer", "{'provided_id':'leaving'}").status())
                .isEqualTo(200);

        assertThat(api.post("/api/update_customer", "{'provided_id':'staying','parent_provided_id':''}")
                        .status())
                .isEqualTo(200);
        assertThat(api.delete("/api/delete_customer/", "{'current_token':'" + parent + "'}")
                        .text())
                .isEqualTo("{\"success\":1}");
        assertThat(api.post("/api/get_customer", "{'provided_id':'leaving'}").status())
                .isEqualTo(404);
        Answer again = api.delete("/api/delete_customer", "{'current_token':'" + parent + "'}");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.field()).isEqualTo("current_token");

        // Proxies drop the body of a DELETE, so the same call may come as a POST.
        assertThat(api.post("/api/delete_customer", "{'current_token':'" + child + "'}")
                        .text())
                .isEqualTo("{\"success\":1}");
        assertThat(api.delete("/api/delete_customer", "{}").field()).isEqualTo("current_token");
    }

    @Test
    void aRefreshedTokenIsAnotherAndTheOldOneIsDeadAtOnce() {
        JsonNode before = created("{'provided_id':'rotated','properties':{'a':1}}");
        String old = before.path("token").asString();
        Answer answer = api.post("/api/refresh_customer_token/", "{'current_token':'" + old + "'}");
        assertThat(answer.json().propertyNames()).containsExactly("success", "customer");
        JsonNode after = answer.json().path("customer");
        assertThat(List.copyOf(after.propertyNames())).startsWith(DOCUMENTED_FIELDS);
        assertThat(after.path("token").asString()).matches("[0-9a-f]{64}").isNotEqualTo(old);
        assertThat(after.path("properties")).isEqualTo(before.path("properties"));
        assertThat(after.path("version").intValue()).isEqualTo(2);

        for (String path : List.of("/api/refresh_customer_token", "/api/delete_customer")) {
            assertThat(api.post(path, "{'current_token':'" + old + "'}").status())
                    .isEqualTo(404);
        }
        assertThat(api.post(
                                "/api/refresh_customer_token",
                                "{'current_token':'" + after.path("token").asString() + "'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void oneIdInTwoGroupsIsTwoCustomers() {
        ApiClient staging = server.withNewToken("Staging", "read-write");
        JsonNode here = created("{'provided_id':'twin','name':'Here'}");
        JsonNode there = staging.post("/api/create_customer", "{'provided_id':'twin','name':'There'}")
                .json()
                .path("customer");
        assertThat(there.path("access_group").asString()).isEqualTo("Staging");
        assertThat(there.path("token")).isNotEqualTo(here.path("token"));
        assertThat(staging.post(
                                "/api/delete_customer",
                                "{'current_token':'" + here.path("token").asString() + "'}")
                        .status())
                .isEqualTo(404);
        staging.post("/api/update_customer", "{'provided_id':'twin','name':'Elsewhere'}");
        assertThat(api.post("/api/get_customer", "{'provided_id':'twin'}")
                        .json()
                        .path("customer"))
                .isEqualTo(here);
    }

    @Test
    void aParentOfAnotherGroupIsUnknown() {
        ApiClient staging = server.withNewToken("Staging", "read-write");
        staging.post("/api/create_customer", "{'provided_id':'foreign'}");
        Answer answer = api.post(
                "/api/create_customer",
                "{'provided_id':'mine','parent_provided_id':'foreign','hierarchy_level_name':'User'}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("unknown_parent");
        assertThat(answer.text())
                .isEqualTo(api.post(
                                "/api/create_customer",
                                "{'provided_id':'mine','parent_provided_id':'nobody','hierarchy_level_name':'User'}")
                        .text()
                        .replace("nobody", "foreign"));
    }

    @Test
    void aReadOnlyTokenReadsAndCreatesNothingAlsoWhereTheCustomerIsThereAlready() {
        ApiClient readOnly = server.withNewToken("Production", "read-only");
        created("{'provided_id':'read'}");
        assertThat(readOnly.post("/api/get_customer", "{'provided_id':'read'}").status())
                .isEqualTo(200);
        for (String path : List.of("/api/create_customer/", "/api/update_customer", "/api/refresh_customer_token")) {
            Answer answer = readOnly.post(path, "{'provided_id':'read'}");
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("forbidden");
        }
        assertThat(readOnly.delete("/api/delete_customer/", "{'current_token':'x'}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void neitherCustomerTokensNorApiTokensCanBeReadFromTheDatabase() {
        String customer = created("{'provided_id':'sealed'}").path("token").asString();
        String rows = server.sqlText("""
                select string_agg(t, ' ') from (
                  select c::text || encode(c.sealed_token, 'escape') as t from customer c
                  union all select t::text from api_token t
                  union all select h::text from customer_change h) everything""");
        assertThat(rows).contains("sealed").doesNotContain(customer, TestServer.ADMIN_TOKEN);
        for (String token : List.of(customer, TestServer.ADMIN_TOKEN)) {
            // As raw bytes they are not there either.
            assertThat(rows).doesNotContain("\\x" + token);
        }
        assertThat(api.post("/api/get_customer", "{'provided_id':'sealed'}").text())
                .contains(customer);
    }

    private static JsonNode created(String body) {
        Answer answer = api.post("/api/create_customer/", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("customer");
    }
}
