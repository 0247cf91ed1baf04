package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Group tags, levels, portals and end users leave a trace of who changed what, as customers do. */
final class DirectoryHistoryTest {
    private TestServer server;
    private ApiClient api;

    @BeforeEach
    void start() {
        server = TestServer.start();
        api = server.admin();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsWhatHappenedToATagAndNothingWhereNothingDid() {
        api.post("/api/create_group_tag", "{'name':'sales'}");
        api.post("/api/create_group_tag", "{'name':'sales'}");
        api.post("/api/rename_group_tag", "{'name':'sales','new_name':'sales'}");
        api.post("/api/rename_group_tag", "{'name':'sales','new_name':'marketing'}");
        api.post("/api/delete_group_tag", "{'name':'marketing'}");
        api.post("/api/delete_group_tag", "{'name':'marketing'}");

        assertThat(changes("?subject=group_tag"))
                .containsExactly(
                        "delete marketing {\"name\":\"marketing\"} null",
                        "update sales {\"name\":\"sales\"} {\"name\":\"marketing\"}",
                        "create sales null {\"name\":\"sales\"}");
        JsonNode newest = api.get("/api/v1/changes").json().path("changes").get(0);
        assertThat(newest.path("actor").asString()).startsWith("token:");
        assertThat(newest.path("customer").isNull()).isTrue();
    }

    @Test
    void tellsWhatTheLevelsWere() {
        api.put("/api/v1/levels", "{'levels':[{'name':'Customer'},{'name':'Team'},{'name':'User'}]}");
        api.put("/api/v1/levels", "{'levels':[{'name':'Customer'},{'name':'Team'},{'name':'User'}]}");

        assertThat(changes("?subject=levels"))
                .containsExactly("update levels {\"levels\":[\"Customer\",\"User\"]}"
                        + " {\"levels\":[\"Customer\",\"Team\",\"User\"]}");
    }

    @Test
    void tellsWhoMayLogInToAPortalAndWhoMightBefore() {
        api.post("/api/v1/dashboards", "{'name':'Sales','embed_id':'vcjTgL2wdX'}");
        api.post("/api/create_customer", "{'provided_id':'acme'}");
        portal("'ann@example.com'");
        portal("");

        assertThat(changes("?subject=portal&customer=acme"))
                .containsExactly(
                        "update vcjTgL2wdX {\"emails\":[\"ann@example.com\"]} {\"emails\":[]}",
                        "create vcjTgL2wdX null {\"emails\":[\"ann@example.com\"]}");
        assertThat(changes("?customer=nobody")).isEmpty();
    }

    @Test
    void tellsWhatHappenedToAnEndUser() {
        api.post("/api/create_customer", "{'provided_id':'acme'}");
        String who = "{'provided_id':'u1','customer_id':'acme'";
        api.post("/api/create_end_user", who + ",'email':'a@example.com'}");
        api.post("/api/create_end_user", who + ",'email':'b@example.com'}");
        api.post("/api/update_end_user", who + ",'attributes':{'k':1}}");
        api.delete("/api/delete_end_user", who + "}");

        String plain = "{\"email\":\"a@example.com\",\"attributes\":{}}";
        String changed = "{\"email\":\"a@example.com\",\"attributes\":{\"k\":1}}";
        assertThat(changes("?subject=end_user"))
                .containsExactly(
                        "delete u1 " + changed + " null",
                        "update u1 " + plain + " " + changed,
                        "create u1 null " + plain);
    }

    @Test
    void keepsWhatBelongsToCustomersInTheirGroup() {
        server.sql("insert into visibility_group (team_id, name) select id, 'Staging' from team");
        api.post("/api/create_customer", "{'provided_id':'acme'}");
        api.post("/api/create_end_user", "{'provided_id':'u1','customer_id':'acme','email':'a@example.com'}");
        api.post("/api/create_group_tag", "{'name':'sales'}");

        ApiClient staging = server.withNewToken("Staging", "read-only");
        JsonNode seen = staging.get("/api/v1/changes").json().path("changes");
        assertThat(seen.size()).isEqualTo(1);
        assertThat(seen.get(0).path("subject").asString()).isEqualTo("group_tag");
        assertThat(staging.get("/api/v1/changes?customer=acme")
                        .json()
                        .path("changes")
                        .size())
                .isZero();
    }

    @Test
    void pagesFromTheNewestToTheOldest() {
        for (int i = 0; i < 7; i++) {
            api.post("/api/create_group_tag", "{'name':'tag " + i + "'}");
        }
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/api/v1/changes?limit=3" + cursor).json();
            page.path("changes").forEach(change -> names.add(change.path("name").asString()));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asString();
        } while (!cursor.isEmpty());
        assertThat(names).containsExactly("tag 6", "tag 5", "tag 4", "tag 3", "tag 2", "tag 1", "tag 0");
    }

    @Test
    void refusesAWrongParameterByName() {
        for (String[] wrong : new String[][] {{"subject", "customers"}, {"cursor", "x"}, {"limit", "0"}}) {
            ApiClient.Answer answer = api.get("/api/v1/changes?" + wrong[0] + "=" + wrong[1]);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.field()).isEqualTo(wrong[0]);
        }
    }

    private void portal(String emails) {
        ApiClient.Answer answer = api.post(
                "/api/configure_customer_portal",
                "{'provided_id':'acme','dashboard_embed_id':'vcjTgL2wdX','emails':[" + emails + "]}");
        assertThat(answer.text()).isEqualTo("{\"success\":1}");
    }

    private List<String> changes(String query) {
        List<String> changes = new ArrayList<>();
        for (JsonNode change : api.get("/api/v1/changes" + query).json().path("changes")) {
            changes.add("%s %s %s %s"
                    .formatted(
                            change.path("action").asString(),
                            change.path("name").asString(),
                            change.path("before"),
                            change.path("after")));
        }
        return changes;
    }
}
