package io.vitrine.http.explo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.customer.GroupTags;
import io.vitrine.database.Database;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Group Tag API. */
final class GroupTagTest {
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void createsAndListsTagsInOrder() {
        ApiClient.Answer created = api.post("/api/create_group_tag/", "{'name':'marketing'}");
        api.post("/api/create_group_tag", "{'name':'engineers'}");

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.text()).isEqualTo("{\"success\":1,\"group_tag\":{\"name\":\"marketing\"}}");
        String list = api.get("/api/group_tags/").text();
        assertThat(list).startsWith("{\"success\":1,\"group_tags\":[{\"name\":");
        assertThat(list.indexOf("marketing")).isBetween(0, list.indexOf("engineers"));
    }

    @Test
    void refusesANameThatIsTaken() {
        api.post("/api/create_group_tag/", "{'name':'twice'}");
        ApiClient.Answer again = api.post("/api/create_group_tag/", "{'name':'twice'}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.code()).isEqualTo("group_tag_exists");
        assertThat(again.field()).isEqualTo("name");
    }

    @Test
    void refusesNamesWithControlCharactersOrNothingToSee() {
        for (String name : new String[] {"a\\u001fb", "a\\tb", " ", "", "\\u0000"}) {
            ApiClient.Answer answer = api.post("/api/create_group_tag/", "{'name':'" + name + "'}");
            assertThat(answer.status()).as(name).isEqualTo(400);
            assertThat(answer.field()).isEqualTo("name");
        }
        assertThat(api.post("/api/create_group_tag/", "{}").code()).isEqualTo("missing_field");
        assertThat(api.post("/api/create_group_tag/", "{'name':7}").code()).isEqualTo("invalid_field");
    }

    @Test
    void aRenamedTagShowsItsNewNameOnCustomersAtOnce() {
        api.post("/api/create_group_tag/", "{'name':'old name'}");
        api.post("/api/create_customer/", "{'provided_id':'renamed','group_tags':['old name']}");

        ApiClient.Answer renamed = api.post("/api/rename_group_tag/", "{'name':'old name','new_name':'new name'}");

        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.json().path("group_tag").path("name").asString()).isEqualTo("new name");
        assertThat(tagsOf("renamed")).isEqualTo("[\"new name\"]");
    }

    @Test
    void renamesToItselfButNotToAnotherTagsNameNorFromNothing() {
        api.post("/api/create_group_tag/", "{'name':'mine'}");
        api.post("/api/create_group_tag/", "{'name':'other'}");
        assertThat(api.post("/api/rename_group_tag/", "{'name':'mine','new_name':'mine'}")
                        .status())
                .isEqualTo(200);
        ApiClient.Answer taken = api.post("/api/rename_group_tag/", "{'name':'mine','new_name':'other'}");
        assertThat(taken.status()).isEqualTo(400);
        assertThat(taken.code()).isEqualTo("group_tag_exists");
        assertThat(taken.field()).isEqualTo("new_name");
        assertThat(api.post("/api/rename_group_tag/", "{'name':'nobody','new_name':'x'}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aDeletedTagIsGoneFromEveryAnswerAtOnceAndFromTheRowsAfterTheSweep() {
        api.post("/api/create_group_tag/", "{'name':'stays'}");
        api.post("/api/create_group_tag/", "{'name':'goes'}");
        api.post("/api/create_customer/", "{'provided_id':'swept','group_tags':['goes','stays']}");

        assertThat(api.post("/api/delete_group_tag/", "{'name':'goes'}").text()).isEqualTo("{\"success\":1}");

        assertThat(tagsOf("swept")).isEqualTo("[\"stays\"]");
        assertThat(api.post("/api/update_customer/", "{'provided_id':'swept','group_tags':['goes']}")
                        .code())
                .isEqualTo("unknown_group_tag");
        try (Database database = Database.open(server.database(), 2)) {
            assertThat(new GroupTags(database).sweep()).isEqualTo(1);
            assertThat(new GroupTags(database).sweep()).isZero();
            long left = database.withSession(session -> session.one(
                    "select cardinality(group_tag_ids) as n from customer where provided_id = 'swept'",
                    row -> row.number("n")));
            assertThat(left).isEqualTo(1);
        }
        assertThat(tagsOf("swept")).isEqualTo("[\"stays\"]");
    }

    @Test
    void aNameThatWasDeletedComesBackAsAnotherTag() {
        api.post("/api/create_group_tag/", "{'name':'phoenix'}");
        api.post("/api/create_customer/", "{'provided_id':'burnt','group_tags':['phoenix']}");
        api.post("/api/delete_group_tag/", "{'name':'phoenix'}");
        api.post("/api/create_group_tag/", "{'name':'phoenix'}");
        assertThat(tagsOf("burnt")).isEqualTo("[]");
    }

    @Test
    void deletingATagThatIsNotThereIs404() {
        ApiClient.Answer answer = api.post("/api/delete_group_tag/", "{'name':'never'}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.field()).isEqualTo("name");
    }

    @Test
    void aCustomerNeverTakesANameThatIsNoneForSeveralOrForNothing() {
        api.post("/api/create_group_tag/", "{'name':'left'}");
        api.post("/api/create_group_tag/", "{'name':'right'}");
        api.post("/api/create_customer/", "{'provided_id':'strict','group_tags':['left']}");
        for (String name : new String[] {"left\\u001fright", ""}) {
            ApiClient.Answer answer =
                    api.post("/api/update_customer/", "{'provided_id':'strict','group_tags':['" + name + "']}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("unknown_group_tag");
        }
        assertThat(tagsOf("strict")).isEqualTo("[\"left\"]");
        api.post("/api/update_customer/", "{'provided_id':'strict','group_tags':['right','left','right']}");
        assertThat(tagsOf("strict")).isEqualTo("[\"right\",\"left\"]");
    }

    private static String tagsOf(String customer) {
        return api.post("/api/get_customer/", "{'provided_id':'" + customer + "'}")
                .json()
                .path("customer")
                .path("group_tags")
                .toString();
    }
}
