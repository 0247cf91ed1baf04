package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the console's customer pages need beside the list: counts, undo, and a rehearsed import. */
final class CustomerAidsTest {
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        api.post("/api/create_group_tag/", "{'name':'sales'}");
        api.post("/api/create_group_tag/", "{'name':'support'}");
        for (String id : List.of("tree-a", "tree-b")) {
            create("{'provided_id':'" + id + "'}");
        }
        for (int i = 0; i < 3; i++) {
            create("{'provided_id':'tree-a-" + i
                    + "','hierarchy_level_name':'User','parent_provided_id':'tree-a','is_demo_group':" + (i == 0)
                    + "}");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void customersAreCountedAsTheyAreListed() {
        assertThat(count("hierarchy_level_name=User"))
                .isEqualTo(Integer.parseInt(server.sqlText("select count(*) from customer c join hierarchy_level l"
                        + " on l.id = c.level_id where l.name = 'User'")));
        assertThat(count("parent_provided_id=tree-a")).isEqualTo(3);
        assertThat(count("subtree_of=tree-a")).isEqualTo(4);
        assertThat(count("subtree_of=tree-a&is_demo_group=true")).isEqualTo(1);
        assertThat(count("search=tree-b")).isEqualTo(1);
        assertThat(count("")).isEqualTo(Integer.parseInt(server.sqlText("select count(*) from customer")));
        assertThat(api.get("/api/v1/customers:count?group_tag=none").code()).isEqualTo("unknown_group_tag");
    }

    @Test
    void aChangeOfEveryFieldIsTakenBack() {
        create("{'provided_id':'undo','name':'Before','emails':['a@example.com'],'group_tags':['sales'],"
                + "'properties':{'region':'EMEA'}}");
        JsonNode before = customer("undo");
        update("{'provided_id':'undo','name':'After','emails':['b@example.com'],'emails_remove':['a@example.com'],"
                + "'group_tags':['support'],'properties':{'region':'APAC'},'is_demo_group':true,"
                + "'hierarchy_level_name':'User','parent_provided_id':'tree-b'}");
        Answer undone = api.post("/api/v1/customers/undo/changes/2:undo", "{}");
        assertThat(undone.status()).describedAs(undone.text()).isEqualTo(200);
        for (String field : List.of(
                "name",
                "emails",
                "group_tags",
                "properties",
                "is_demo_group",
                "hierarchy_level",
                "parent_provided_id")) {
            assertThat(undone.json().path(field)).describedAs(field).isEqualTo(before.path(field));
        }
        assertThat(undone.json().path("version").longValue()).isEqualTo(3);
        // Undone once more, the undoing goes.
        assertThat(api.post("/api/v1/customers/undo/changes/3:undo", "{}")
                        .json()
                        .path("name")
                        .stringValue())
                .isEqualTo("After");
    }

    @Test
    void aRenameIsTakenBack() {
        create("{'provided_id':'old-id'}");
        update("{'provided_id':'old-id','new_provided_id':'new-id'}");
        assertThat(api.post("/api/v1/customers/new-id/changes/2:undo", "{}")
                        .json()
                        .path("provided_id")
                        .stringValue())
                .isEqualTo("old-id");
    }

    @Test
    void whatWasChangedAgainIsNotLost() {
        create("{'provided_id':'again','name':'One','properties':{'a':1}}");
        update("{'provided_id':'again','name':'Two','properties':{'a':2}}");
        update("{'provided_id':'again','properties':{'a':3}}");
        Answer refused = api.post("/api/v1/customers/again/changes/2:undo", "{}");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.json().path("error_msg").stringValue())
                .contains("properties")
                .doesNotContain("name");
        assertThat(customer("again").path("name").stringValue()).isEqualTo("Two");
    }

    @Test
    void whatCannotComeBackIsSaid() {
        create("{'provided_id':'made'}");
        assertThat(api.post("/api/v1/customers/made/changes/1:undo", "{}").status())
                .isEqualTo(412);
        assertThat(api.post("/api/v1/customers/made/changes/9:undo", "{}").status())
                .isEqualTo(404);
        api.post("/api/create_group_tag/", "{'name':'brief'}");
        create("{'provided_id':'tagged','group_tags':['brief']}");
        update("{'provided_id':'tagged','group_tags':[]}");
        api.post("/api/delete_group_tag/", "{'name':'brief'}");
        Answer refused = api.post("/api/v1/customers/tagged/changes/2:undo", "{}");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.json().path("error_msg").stringValue()).contains("group_tags");
    }

    @Test
    void aRehearsedImportAnswersTheSameAndWritesNothing() {
        String lines = """
                {"provided_id":"dry-parent"}
                {"provided_id":"dry-child","hierarchy_level_name":"User","parent_provided_id":"dry-parent"}
                {"provided_id":"dry-lost","hierarchy_level_name":"User","parent_provided_id":"nobody"}
                no json
                {"provided_id":"tree-b","name":"Renamed"}
                """;
        String before = server.sqlText("select count(*) || ' ' || coalesce(sum(version), 0) from customer");
        String rehearsed = bulk("?dry_run=true", lines);
        assertThat(server.sqlText("select count(*) || ' ' || coalesce(sum(version), 0) from customer"))
                .isEqualTo(before);
        assertThat(server.sqlText(
                        "select count(*) from customer_change where action = 'create' and after::text like '%dry-%'"))
                .isEqualTo("0");
        assertThat(rehearsed.lines()).hasSize(5);
        assertThat(bulk("", lines)).isEqualTo(rehearsed);
        assertThat(customer("dry-child").path("parent_provided_id").stringValue())
                .isEqualTo("dry-parent");
    }

    @Test
    void aRehearsalSaysThatThereWereMoreLines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1_001; i++) {
            lines.append("{\"provided_id\":\"many-").append(i).append("\"}\n");
        }
        List<String> answer = bulk("?dry_run=true", lines.toString()).lines().toList();
        assertThat(answer).hasSize(1_001);
        assertThat(answer.getLast()).isEqualTo("{\"checked_lines\":1000,\"complete\":false}");
    }

    private static String bulk(String query, String lines) {
        Answer answer = api.send(
                "POST",
                "/api/v1/customers:bulk" + query,
                lines.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/x-ndjson"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }

    private static int count(String query) {
        JsonNode json = api.get("/api/v1/customers:count?" + query).json();
        assertThat(json.path("exact").booleanValue()).isTrue();
        return json.path("count").intValue();
    }

    private static JsonNode customer(String id) {
        return api.get("/api/v1/customers/" + id).json();
    }

    private static void create(String body) {
        Answer answer = api.post("/api/create_customer/", body);
        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
    }

    private static void update(String body) {
        Answer answer = api.post("/api/update_customer/", body);
        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
    }
}
