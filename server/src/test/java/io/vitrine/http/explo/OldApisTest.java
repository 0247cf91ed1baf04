package io.vitrine.http.explo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The deprecated End User and End User Group APIs, which stand on the same customers as the Customer API. */
final class OldApisTest {
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        server.sql("insert into data_schema (id, team_id, name) values (40, 1, 'shop')");
        server.sql("insert into data_source (id, team_id, schema_id, name, provided_id, kind, sealed_connection) values"
                + " (213, 1, 40, 'one', 'warehouse', 'postgresql', '')");
        server.sql("insert into data_source_visibility_group values (213, 1)");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aUserGroupIsACustomerWithTheSameTokenAndId() {
        JsonNode answer = api.post(
                        "/api/create_user_group/",
                        "{'user_group_id':'g1','name':'Group 1','mapping':{'40':'warehouse'},'properties':{'a':1}}")
                .json();
        assertThat(answer.propertyNames()).containsExactly("success", "new_user_group", "user_group");
        assertThat(answer.path("new_user_group").booleanValue()).isTrue();
        JsonNode group = answer.path("user_group");
        assertThat(group.path("team_id").isIntegralNumber()).isTrue();

        JsonNode customer =
                api.post("/api/get_customer/", "{'provided_id':'g1'}").json().path("customer");
        assertThat(customer.path("token")).isEqualTo(group.path("token"));
        assertThat(customer.path("name").asString()).isEqualTo("Group 1");
        assertThat(customer.path("parent_schema_datasource_mapping").toString()).isEqualTo("{\"40\":\"213\"}");
    }

    @Test
    void anExistingUserGroupComesBackUnchanged() {
        api.post("/api/create_user_group/", "{'user_group_id':'same','name':'First'}");
        JsonNode again = api.post("/api/create_user_group/", "{'user_group_id':'same','name':'Second'}")
                .json();
        assertThat(again.path("new_user_group").booleanValue()).isFalse();
        assertThat(again.path("user_group").path("name").asString()).isEqualTo("First");
    }

    @Test
    void theFirstPathsTakeOneDataSourceAndAnswerItsId() {
        for (String field : new String[] {"'data_source_id':213", "'data_source_provided_id':'warehouse'"}) {
            JsonNode group = api.post(
                            "/embed/create_user_group/",
                            "{'user_group_id':'old " + field.length() + "','name':'Old'," + field + "}")
                    .json()
                    .path("user_group");
            assertThat(group.path("data_source_id").intValue()).as(field).isEqualTo(213);
            assertThat(group.path("api_environment_tag").asString()).isEqualTo("Customer");
        }
        assertThat(api.post("/embed/create_user_group", "{'user_group_id':'bad','data_source_id':999}")
                        .code())
                .isEqualTo("unknown_data_source");
    }

    @Test
    void aUserGroupIsUpdatedRotatedAndDeleted() {
        JsonNode made = api.post("/api/create_user_group", "{'user_group_id':'life'}")
                .json()
                .path("user_group");
        JsonNode updated = api.post(
                        "/embed/update_user_group", "{'user_group_id':'life','name':'New','properties':{'b':2}}")
                .json()
                .path("user_group");
        assertThat(updated.path("name").asString()).isEqualTo("New");
        assertThat(updated.path("properties").toString()).isEqualTo("{\"b\":2}");

        JsonNode rotated = api.post("/api/refresh_user_group_token/", "{'current_token':'" + text(made, "token") + "'}")
                .json()
                .path("user_group");
        assertThat(rotated.propertyNames()).containsExactly("team_id", "token", "name", "provided_id");
        assertThat(rotated.path("token")).isNotEqualTo(made.path("token"));
        assertThat(rotated.path("team_id")).isEqualTo(made.path("team_id"));

        String body = "{'current_token':'" + text(rotated, "token") + "'}";
        assertThat(api.delete("/api/delete_user_group/", body).text()).isEqualTo("{\"success\":1}");
        assertThat(api.post("/api/delete_user_group/", body).status()).isEqualTo(404);
        ApiClient.Answer gone = api.post("/api/update_user_group", "{'user_group_id':'life','name':'x'}");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.field()).isEqualTo("user_group_id");
    }

    @Test
    void anEndUserBelongsToACustomerByItsNumberOrItsProvidedId() {
        JsonNode group = api.post("/api/create_user_group", "{'user_group_id':'77 people'}")
                .json()
                .path("user_group");
        String number = group.path("team_id").toString();
        String made = api.post(
                        "/api/create_end_user/",
                        "{'provided_id':3,'email':'a@example.com','customer_id':" + number
                                + ",'attributes':{'header':'<b>hi</b>'}}")
                .text();
        assertThat(made)
                .isEqualTo("{\"success\":1,\"end_user\":{\"provided_id\":\"3\",\"email\":\"a@example.com\","
                        + "\"attributes\":{\"header\":\"<b>hi</b>\"}}}");
        for (String customer : new String[] {
            "'customer_id':" + number, "'end_user_group_id':'" + number + "'", "'customer_id':'77 people'"
        }) {
            assertThat(api.post(
                                    "/api/create_end_user",
                                    "{'provided_id':'3','email':'other@example.com'," + customer + "}")
                            .text())
                    .as(customer)
                    .isEqualTo(made);
        }
    }

    @Test
    void aNumberThatIsBothAnIdAndAProvidedIdMeansWhatItsTypeSays() {
        JsonNode first = api.post("/api/create_user_group", "{'user_group_id':'has the number'}")
                .json()
                .path("user_group");
        String number = first.path("team_id").toString();
        api.post("/api/create_user_group", "{'user_group_id':'" + number + "'}");
        api.post("/api/create_end_user", "{'provided_id':'n','email':'n@example.com','customer_id':" + number + "}");
        api.post("/api/create_end_user", "{'provided_id':'s','email':'s@example.com','customer_id':'" + number + "'}");

        String inFirst = "{'provided_id':'n','customer_id':'has the number'}";
        assertThat(api.delete("/api/delete_end_user", inFirst).status()).isEqualTo(200);
        assertThat(api.delete("/api/delete_end_user", inFirst.replace("'n'", "'s'"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anUpdateOfAnEndUserReplacesTheAttributesAndKeepsWhatIsNotGiven() {
        api.post("/api/create_customer", "{'provided_id':'team'}");
        api.post(
                "/api/create_end_user",
                "{'provided_id':'e','email':'e@example.com','customer_id':'team','attributes':{'a':1,'b':2}}");
        JsonNode updated = api.post(
                        "/api/update_end_user/", "{'provided_id':'e','customer_id':'team','attributes':{'c':3}}")
                .json()
                .path("end_user");
        assertThat(text(updated, "email")).isEqualTo("e@example.com");
        assertThat(updated.path("attributes").toString()).isEqualTo("{\"c\":3}");
        assertThat(api.post("/api/update_end_user", "{'provided_id':'x','customer_id':'team'}")
                        .status())
                .isEqualTo(404);
        ApiClient.Answer nowhere =
                api.post("/api/create_end_user", "{'provided_id':'e','email':'e@example.com','customer_id':'no'}");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.field()).isEqualTo("customer_id");
        assertThat(api.post("/api/create_end_user", "{'provided_id':'e','customer_id':'team'}")
                        .field())
                .isEqualTo("email");
        assertThat(api.post("/api/create_end_user", "{'provided_id':'e','email':'no address','customer_id':'team'}")
                        .field())
                .isEqualTo("email");
        assertThat(api.post("/api/create_end_user", "{'provided_id':'e','email':'e@example.com'}")
                        .field())
                .isEqualTo("customer_id");
    }

    @Test
    void thePortalsAddressesAreReplacedAndReadBack() {
        api.post("/api/v1/dashboards", "{'name':'Sales','embed_id':'vcjTgL2wdX'}");
        api.post("/api/create_customer", "{'provided_id':'with/slash%'}");
        for (String emails : new String[] {"'a@example.com','b@example.com'", "'b@example.com','B@example.com'"}) {
            ApiClient.Answer answer = api.post(
                    "/api/configure_customer_portal/",
                    "{'provided_id':'with/slash%','dashboard_embed_id':'vcjTgL2wdX','emails':[" + emails + "]}");
            assertThat(answer.text()).isEqualTo("{\"success\":1}");
        }
        JsonNode portals =
                api.get("/api/v1/customers/with%2Fslash%25/portal").json().path("portals");
        assertThat(portals).hasSize(1);
        assertThat(text(portals.get(0), "dashboard_embed_id")).isEqualTo("vcjTgL2wdX");
        assertThat(portals.get(0).path("emails").toString()).isEqualTo("[\"b@example.com\"]");

        assertThat(api.post(
                                "/api/configure_customer_portal",
                                "{'provided_id':'nobody','dashboard_embed_id':'vcjTgL2wdX','emails':[]}")
                        .field())
                .isEqualTo("provided_id");
        ApiClient.Answer noDashboard = api.post(
                "/api/configure_customer_portal",
                "{'provided_id':'with/slash%','dashboard_embed_id':'nosuchdash','emails':[]}");
        assertThat(noDashboard.status()).isEqualTo(404);
        assertThat(noDashboard.field()).isEqualTo("dashboard_embed_id");
        assertThat(api.get("/api/v1/customers/with%2Fslash%25/portal").json().path("portals"))
                .isEqualTo(portals);
        assertThat(api.get("/api/v1/customers/nobody/portal").status()).isEqualTo(404);
        assertThat(api.post("/api/configure_customer_portal", "{'provided_id':'with/slash%','dashboard_embed_id':'x'}")
                        .field())
                .isEqualTo("emails");
        assertThat(api.post(
                                "/api/configure_customer_portal",
                                "{'provided_id':'with/slash%','dashboard_embed_id':'x','emails':['nonsense']}")
                        .field())
                .isEqualTo("emails");
    }

    @Test
    void aReadOnlyTokenMayOnlyRead() {
        ApiClient readOnly = server.withNewToken("Production", "read-only");
        for (String path : new String[] {
            "/api/create_user_group", "/embed/create_user_group", "/api/update_user_group", "/api/delete_user_group",
            "/api/refresh_user_group_token", "/api/create_end_user", "/api/update_end_user", "/api/delete_end_user",
            "/api/configure_customer_portal", "/api/create_group_tag", "/api/rename_group_tag", "/api/delete_group_tag"
        }) {
            assertThat(readOnly.post(path, "{}").status()).as(path).isEqualTo(403);
        }
        assertThat(readOnly.get("/api/group_tags").status()).isEqualTo(200);
        assertThat(readOnly.get("/v2/api/customers").status()).isEqualTo(200);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString();
    }
}
