package io.vitrine.http.explo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code POST /api/update_customer/}, field by field. */
final class UpdateCustomerTest {
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        server.sql(
                "insert into group_tag (team_id, name) select id, t from team, unnest(array['engineers','sales']) t");
        server.sql("insert into data_schema (id, team_id, name) select 40, id, 'shop' from team");
        server.sql("insert into data_schema (id, team_id, name) select 134, id, 'stock' from team");
        server.sql("insert into visibility_group (team_id, name) select id, 'Staging' from team");
        source(213, 40, "shop-eu", "Production");
        source(214, 40, "shop-us", "Production");
        source(386, 134, "stock-eu", "Production");
        source(387, 40, "shop-staging", "Staging");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theDocumentedCallGivesTheDocumentedAnswer() {
        server.sql("update hierarchy_level set name = 'Level 1' where position = 0");
        try {
            create("{'provided_id':'example_1','name':'Example 1','mapping':{'40':'213','134':'386'}}");
            Answer answer = api.post("/api/update_customer/", """
                    {
                        "provided_id": "example_1",
                        "properties": {"filterValue": "new_value"},
                        "emails": ["new_email@example.com"],
                        "group_tags": ["engineers", "sales"],
                        "hierarchy_level_name": "Level 1"
                    }""");

            assertThat(answer.status()).isEqualTo(200);
            JsonNode customer = answer.json().path("customer");
            assertThat(answer.json().path("success").isInt()).isTrue();
            assertThat(answer.json().path("success").intValue()).isEqualTo(1);
            assertThat(List.copyOf(customer.propertyNames()))
                    .startsWith(
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
                            "hierarchy_level");
            assertThat(customer.path("token").asString()).matches("[0-9a-f]{64}");
            assertThat(customer.path("name").asString()).isEqualTo("Example 1");
            assertThat(customer.path("emails").toString()).isEqualTo("[\"new_email@example.com\"]");
            assertThat(customer.path("group_tags").toString()).isEqualTo("[\"engineers\",\"sales\"]");
            assertThat(customer.path("properties").toString()).isEqualTo("{\"filterValue\":\"new_value\"}");
            assertThat(customer.path("computed_properties")).isEqualTo(customer.path("properties"));
            assertThat(customer.path("access_group").asString()).isEqualTo("Production");
            assertThat(customer.path("parent_schema_datasource_mapping").toString())
                    .isEqualTo("{\"40\":\"213\",\"134\":\"386\"}");
            assertThat(customer.path("hierarchy_level").asString()).isEqualTo("Level 1");
        } finally {
            server.sql("update hierarchy_level set name = 'Customer' where position = 0");
        }
    }

    @Test
    void changesOnlyTheFieldsThatAreGivenAndTakesNullAsNotGiven() {
        create("{'provided_id':'only','name':'Only','properties':{'a':1},'emails':['A@example.com'],"
                + "'is_demo_group':true,'group_tags':['sales'],'mapping':{'40':'213'}}");

        JsonNode changed = update("{'provided_id':'only','properties':{'b':2},'name':null,'emails':null,"
                + "'is_demo_group':null,'group_tags':null,'mapping':null,'new_provided_id':null,"
                + "'hierarchy_level_name':null,'parent_provided_id':null}");

        assertThat(changed.path("name").asString()).isEqualTo("Only");
        assertThat(changed.path("properties").toString()).isEqualTo("{\"b\":2}");
        assertThat(changed.path("emails").toString()).isEqualTo("[\"A@example.com\"]");
        assertThat(changed.path("is_demo_group").booleanValue()).isTrue();
        assertThat(changed.path("group_tags").toString()).isEqualTo("[\"sales\"]");
        assertThat(changed.path("parent_schema_datasource_mapping").toString()).isEqualTo("{\"40\":\"213\"}");
    }

    @Test
    void answersWithAndWithoutTheTrailingSlash() {
        create("{'provided_id':'slash'}");
        assertThat(api.post("/api/update_customer", "{'provided_id':'slash','name':'a'}")
                        .status())
                .isEqualTo(200);
        assertThat(api.post("/api/update_customer/", "{'provided_id':'slash','name':'b'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesANumberAsAnId() {
        create("{'provided_id':42}");
        assertThat(update("{'provided_id':42,'name':'Forty-two'}")
                        .path("provided_id")
                        .asString())
                .isEqualTo("42");
    }

    @Test
    void renamesAndRefusesAnIdThatIsTaken() {
        create("{'provided_id':'old'}");
        create("{'provided_id':'taken'}");

        Answer refused =
                api.post("/api/update_customer/", "{'provided_id':'old','new_provided_id':'taken','name':'Changed'}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.field()).isEqualTo("new_provided_id");
        assertThat(get("old").path("name").asString()).isEqualTo("old");

        assertThat(update("{'provided_id':'old','new_provided_id':'new'}")
                        .path("provided_id")
                        .asString())
                .isEqualTo("new");
        assertThat(api.post("/api/get_customer/", "{'provided_id':'old'}").status())
                .isEqualTo(404);
    }

    @Test
    void addsEmailsAsASetThatKeepsTheFirstSpellingAndOrder() {
        create("{'provided_id':'mail','emails':['Ann@Example.com','bob@example.com']}");

        JsonNode changed =
                update("{'provided_id':'mail','emails':['ANN@example.com','cy@example.com','bob@example.com']}");
        assertThat(changed.path("emails").toString())
                .isEqualTo("[\"Ann@Example.com\",\"bob@example.com\",\"cy@example.com\"]");

        changed = update("{'provided_id':'mail','emails_remove':['BOB@example.com'],'emails':['dee@example.com']}");
        assertThat(changed.path("emails").toString())
                .isEqualTo("[\"Ann@Example.com\",\"cy@example.com\",\"dee@example.com\"]");
    }

    @Test
    void replacesGroupTagsAndClearsThemWithTheEmptyArray() {
        create("{'provided_id':'tags','group_tags':['sales']}");
        assertThat(update("{'provided_id':'tags','group_tags':['engineers']}")
                        .path("group_tags")
                        .toString())
                .isEqualTo("[\"engineers\"]");
        assertThat(update("{'provided_id':'tags','group_tags':[]}")
                        .path("group_tags")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void refusesTheWholeUpdateForOneUnknownGroupTagAndNamesIt() {
        create("{'provided_id':'whole','name':'Before'}");

        Answer answer = api.post(
                "/api/update_customer/", "{'provided_id':'whole','name':'After','group_tags':['sales','nobody']}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("unknown_group_tag");
        assertThat(answer.field()).isEqualTo("group_tags");
        assertThat(answer.json().path("error_msg").asString())
                .contains("nobody")
                .doesNotContain("sales");
        assertThat(get("whole").path("name").asString()).isEqualTo("Before");
    }

    @Test
    void patchesPropertiesAndMappingByTheRulesOfMergePatch() {
        create("{'provided_id':'patch','properties':{'a':{'x':1,'y':2},'b':3},'mapping':{'40':'213'}}");

        JsonNode changed = update("{'provided_id':'patch','properties_patch':{'a':{'x':null,'z':5},'b':null,'c':[1]},"
                + "'mapping_patch':{'134':'386'}}");

        assertThat(changed.path("properties").toString()).isEqualTo("{\"a\":{\"y\":2,\"z\":5},\"c\":[1]}");
        assertThat(changed.path("parent_schema_datasource_mapping").toString())
                .isEqualTo("{\"40\":\"213\",\"134\":\"386\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'properties':{},'properties_patch':{}} | conflicting_fields | properties_patch",
                "{'mapping':{},'mapping_patch':{}} | conflicting_fields | mapping_patch",
                "{'emails':['a@b.c'],'emails_remove':['A@b.c']} | conflicting_fields | emails_remove",
                "{'emails':['no address']} | invalid_field | emails",
                "{'emails':'a@b.c'} | invalid_field | emails",
                "{'name':''} | invalid_field | name",
                "{'name':7} | invalid_field | name",
                "{'is_demo_group':'yes'} | invalid_field | is_demo_group",
                "{'properties':[]} | invalid_field | properties",
                "{'group_tags':[1]} | invalid_field | group_tags",
                "{'hierarchy_level_name':'Nowhere'} | unknown_level | hierarchy_level_name",
                "{'parent_provided_id':'nobody'} | unknown_parent | parent_provided_id",
                "{'parent_provided_id':'strict'} | level_not_below_parent | hierarchy_level_name",
                "{'mapping':{'41':'213'}} | unknown_schema | mapping",
                "{'mapping':{'40':'386'}} | unknown_data_source | mapping",
                "{'mapping':{'40':'387'}} | unknown_data_source | mapping",
                "{'mapping':{'40':null}} | invalid_field | mapping",
                "{'mapping_patch':{'40':'x'}} | unknown_data_source | mapping_patch",
            })
    void refusesWhatAFieldDoesNotTakeAndWritesNothing(String fields, String code, String field) {
        create("{'provided_id':'strict','name':'Strict'}");
        long version = get("strict").path("version").longValue();

        Answer answer = api.post("/api/update_customer/", fields.replaceFirst("\\{", "{'provided_id':'strict',"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(answer.json().path("success").intValue()).isZero();
        assertThat(answer.json().path("detail")).isEqualTo(answer.json().path("error_msg"));
        assertThat(get("strict").path("version").longValue()).isEqualTo(version);
    }

    @Test
    void takesAMappingByIdNumberOrProvidedId() {
        create("{'provided_id':'map'}");
        for (String value : List.of("'214'", "214", "'shop-us'")) {
            assertThat(update("{'provided_id':'map','mapping':{'40':" + value + "}}")
                            .path("computed_parent_schema_datasource_mapping")
                            .toString())
                    .isEqualTo("{\"40\":\"214\"}");
        }
        assertThat(update("{'provided_id':'map','mapping':{}}")
                        .path("parent_schema_datasource_mapping")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void movesCustomersUnderParentsAndOutAgain() {
        create("{'provided_id':'top','properties':{'region':'EMEA','tier':1},'mapping':{'40':'213'}}");
        create("{'provided_id':'below','hierarchy_level_name':'User','properties':{'tier':2}}");

        JsonNode child = update("{'provided_id':'below','parent_provided_id':'top'}");
        assertThat(child.path("parent_provided_id").asString()).isEqualTo("top");
        assertThat(child.path("computed_properties").toString()).isEqualTo("{\"tier\":2,\"region\":\"EMEA\"}");
        assertThat(child.path("computed_parent_schema_datasource_mapping").toString())
                .isEqualTo("{\"40\":\"213\"}");
        assertThat(child.path("parent_schema_datasource_mapping").isEmpty()).isTrue();

        update("{'provided_id':'top','properties':{'region':'APAC'}}");
        assertThat(get("below").path("computed_properties").toString()).isEqualTo("{\"tier\":2,\"region\":\"APAC\"}");

        assertThat(api.post("/api/update_customer/", "{'provided_id':'top','hierarchy_level_name':'User'}")
                        .code())
                .isEqualTo("level_not_below_parent");
        assertThat(api.post("/api/update_customer/", "{'provided_id':'below','hierarchy_level_name':'Customer'}")
                        .code())
                .isEqualTo("level_not_below_parent");

        JsonNode detached = update("{'provided_id':'below','parent_provided_id':''}");
        assertThat(detached.path("parent_provided_id").isNull()).isTrue();
        assertThat(detached.path("computed_properties").toString()).isEqualTo("{\"tier\":2}");
    }

    @Test
    void keepsKeyOrderAndEveryDigitOfProperties() {
        create("{'provided_id':'exact'}");
        String properties =
                "{\"zebra\":1.10,\"apple\":12345678901234567890.123456789,\"mid\":{\"ü\":\"\\\"\",\"n\":null},\"e\":0.00}";
        JsonNode changed = update("{\"provided_id\":\"exact\",\"properties\":" + properties + "}");
        assertThat(changed.path("properties").toString()).isEqualTo(properties);
    }

    @Test
    void carriesAnETagAndHonoursIfMatch() {
        create("{'provided_id':'tagged'}");
        Answer first = api.post("/api/update_customer/", "{'provided_id':'tagged','name':'One'}");
        String etag = first.header("ETag").orElseThrow();

        Answer second =
                api.post("/api/update_customer/", "{'provided_id':'tagged','name':'Two'}", Map.of("If-Match", etag));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("ETag")).isNotEqualTo(first.header("ETag"));

        for (String body : List.of(
                "{'provided_id':'tagged','name':'Three'}",
                "{'provided_id':'tagged','properties_patch':{'a':1},'name':'Three'}")) {
            Answer late = api.post("/api/update_customer/", body, Map.of("If-Match", etag));
            assertThat(late.status()).isEqualTo(412);
            assertThat(late.code()).isEqualTo("precondition_failed");
        }
        assertThat(get("tagged").path("name").asString()).isEqualTo("Two");
    }

    @Test
    void answersTheSameForACustomerOfAnotherGroupAsForNone() {
        create("{'provided_id':'ours'}");
        ApiClient staging = server.withNewToken("Staging", "read-write");

        Answer other = staging.post("/api/update_customer/", "{'provided_id':'ours','name':'Mine'}");
        Answer none = staging.post("/api/update_customer/", "{'provided_id':'nobody at all','name':'Mine'}");

        assertThat(other.status()).isEqualTo(404);
        assertThat(other.text()).isEqualTo(none.text());
    }

    @Test
    void refusesCallersWithoutAKnownTokenOrWithoutTheRight() {
        create("{'provided_id':'guarded'}");
        String body = "{'provided_id':'guarded','name':'x'}";

        Answer anonymous = server.anonymous().post("/api/update_customer/", body);
        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(anonymous.header("WWW-Authenticate")).contains("Token");
        assertThat(server.with("b".repeat(64))
                        .post("/api/update_customer/", body)
                        .status())
                .isEqualTo(401);
        assertThat(server.withNewToken("Production", "read-only")
                        .post("/api/update_customer/", body)
                        .status())
                .isEqualTo(403);
        assertThat(get("guarded").path("name").asString()).isEqualTo("guarded");
    }

    @Test
    void writesAHistoryRowWithWhatWasAndWhatIs() {
        create("{'provided_id':'history','properties':{'a':1}}");
        update("{'provided_id':'history','properties':{'a':2},'emails':['h@example.com']}");

        assertThat(server.sqlText("""
                        select before::text || ' -> ' || after::text || ' by ' || left(actor, 6)
                        from customer_change h join customer c on c.id = h.customer_id
                        where c.provided_id = 'history' and h.version = 2"""))
                .isEqualTo("{\"properties\":{\"a\":1},\"emails\":[]} -> "
                        + "{\"properties\":{\"a\":2},\"emails\":[\"h@example.com\"]} by token:");
    }

    private static void source(long id, long schema, String name, String group) {
        server.sql("""
                with s as (insert into data_source (id, team_id, schema_id, name, provided_id, kind, sealed_connection)
                  select %d, id, %d, '%s', '%s', 'postgresql', '' from team returning id)
                insert into data_source_visibility_group
                  select s.id, g.id from s, visibility_group g where g.name = '%s'""".formatted(id, schema, name, name, group));
    }

    private static void create(String body) {
        assertThat(api.post("/api/create_customer/", body).status()).isEqualTo(200);
    }

    private static JsonNode update(String body) {
        Answer answer = api.post("/api/update_customer/", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("customer");
    }

    private static JsonNode get(String providedId) {
        return api.post("/api/get_customer/", "{'provided_id':'" + providedId + "'}")
                .json()
                .path("customer");
    }
}
