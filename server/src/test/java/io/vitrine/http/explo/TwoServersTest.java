package io.vitrine.http.explo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two servers on one database: what one changes, the other answers with, names included. */
final class TwoServersTest {
    private static TestServer first;
    private static TestServer second;
    private static ApiClient here;
    private static ApiClient there;

    @BeforeAll
    static void start() {
        first = TestServer.start();
        second = TestServer.startOn(first.database());
        here = first.admin();
        there = second.admin();
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    @Test
    void anUpdateShowsOnTheOtherServerAtOnce() {
        here.post("/api/create_customer", "{'provided_id':'seen'}");
        for (int i = 0; i < 20; i++) {
            here.post("/api/update_customer", "{'provided_id':'seen','properties':{'n':" + i + "}}");
            assertThat(properties("seen").path("n").intValue()).isEqualTo(i);
        }
    }

    @Test
    void aTagRenamedOnOneServerHasItsNewNameOnTheOther() {
        here.post("/api/create_group_tag", "{'name':'before'}");
        here.post("/api/create_customer", "{'provided_id':'tagged','group_tags':['before']}");
        assertThat(tags("tagged")).isEqualTo("[\"before\"]");

        here.post("/api/rename_group_tag", "{'name':'before','new_name':'after'}");

        assertThat(tags("tagged")).isEqualTo("[\"after\"]");
        ApiClient.Answer updated =
                there.post("/api/update_customer", "{'provided_id':'tagged','group_tags':['before']}");
        assertThat(updated.status()).isEqualTo(400);
        assertThat(updated.code()).isEqualTo("unknown_group_tag");
    }

    @Test
    void aTagThatWasDeletedAndMadeAgainElsewhereIsTheNewOne() {
        here.post("/api/create_group_tag", "{'name':'again'}");
        here.post("/api/create_customer", "{'provided_id':'holder'}");
        there.post("/api/update_customer", "{'provided_id':'holder','group_tags':['again']}");
        here.post("/api/delete_group_tag", "{'name':'again'}");
        assertThat(tags("holder")).isEqualTo("[]");
        here.post("/api/create_group_tag", "{'name':'again'}");
        assertThat(tags("holder")).isEqualTo("[]");

        there.post("/api/update_customer", "{'provided_id':'holder','group_tags':['again']}");

        assertThat(tags("holder")).isEqualTo("[\"again\"]");
        here.post("/api/rename_group_tag", "{'name':'again','new_name':'once more'}");
        assertThat(tags("holder")).isEqualTo("[\"once more\"]");
    }

    @Test
    void aTagMadeOnOneServerCanBeAssignedOnTheOtherAtOnce() {
        here.post("/api/create_customer", "{'provided_id':'eager'}");
        for (int i = 0; i < 10; i++) {
            here.post("/api/create_group_tag", "{'name':'fresh " + i + "'}");
            ApiClient.Answer answer =
                    there.post("/api/update_customer", "{'provided_id':'eager','group_tags':['fresh " + i + "']}");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("customer").path("group_tags").toString())
                    .isEqualTo("[\"fresh " + i + "\"]");
        }
    }

    @Test
    void aLevelRenamedOnOneServerHasItsNewNameOnTheOther() {
        here.post("/api/create_customer", "{'provided_id':'levelled'}");
        assertThat(customer("levelled").path("hierarchy_level").asString()).isEqualTo("Customer");
        String top = first.sqlText("select id from hierarchy_level order by position limit 1");
        first.sql("update hierarchy_level set name = 'Company' where id = " + top);

        assertThat(customer("levelled").path("hierarchy_level").asString()).isEqualTo("Company");

        first.sql("update hierarchy_level set name = 'Customer' where id = " + top);
        assertThat(customer("levelled").path("hierarchy_level").asString()).isEqualTo("Customer");
    }

    private static JsonNode customer(String id) {
        return there.post("/api/get_customer", "{'provided_id':'" + id + "'}")
                .json()
                .path("customer");
    }

    private static JsonNode properties(String id) {
        return customer(id).path("properties");
    }

    private static String tags(String id) {
        return customer(id).path("group_tags").toString();
    }
}
