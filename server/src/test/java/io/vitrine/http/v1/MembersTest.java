package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.access.Role;
import io.vitrine.http.Together;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.People;
import io.vitrine.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Changing and removing members, and the record of it. */
final class MembersTest {
    private TestServer server;
    private ApiClient admin;

    @BeforeEach
    void start() {
        server = TestServer.start();
        admin = People.firstAdmin(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anotherRoleCountsFromTheNextCallOn() {
        ApiClient member = People.member(server, admin, "bo@example.com", Role.VIEWER);
        assertThat(member.post("/api/create_customer/", "{'provided_id':'a'}").status())
                .isEqualTo(403);
        admin.patch("/api/v1/members/" + id(member), "{'role':'editor'}");
        assertThat(member.post("/api/create_customer/", "{'provided_id':'a'}").status())
                .isEqualTo(200);
        assertThat(member.get("/api/v1/session").json().at("/member/role").stringValue())
                .isEqualTo("editor");
        admin.patch("/api/v1/members/" + id(member), "{'role':'viewer'}");
        assertThat(member.post("/api/create_customer/", "{'provided_id':'b'}").status())
                .isEqualTo(403);
    }

    @Test
    void whoIsDisabledIsOutAtOnceAndMayComeBack() {
        ApiClient member = People.member(server, admin, "bo@example.com", Role.EDITOR);
        long id = id(member);
        assertThat(admin.patch("/api/v1/members/" + id, "{'disabled':true}")
                        .json()
                        .path("disabled")
                        .booleanValue())
                .isTrue();
        assertThat(member.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(signIn("bo@example.com").status()).isEqualTo(401);
        admin.patch("/api/v1/members/" + id, "{'disabled':false}");
        assertThat(signIn("bo@example.com").status()).isEqualTo(201);
        assertThat(member.get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void whoIsRemovedIsOutAndStaysInTheHistories() {
        ApiClient member = People.member(server, admin, "bo@example.com", Role.EDITOR);
        member.post("/api/create_customer/", "{'provided_id':'by-bo'}");
        long id = id(member);
        assertThat(admin.delete("/api/v1/members/" + id).status()).isEqualTo(204);
        assertThat(member.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(signIn("bo@example.com").status()).isEqualTo(401);
        assertThat(admin.get("/api/v1/members/" + id).status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/members").json().path("members")).hasSize(1);
        assertThat(admin.get("/api/v1/customers/by-bo/changes")
                        .json()
                        .at("/changes/0/actor_name")
                        .stringValue())
                .isEqualTo("Editor");
        People.member(server, admin, "bo@example.com", Role.VIEWER);
    }

    @Test
    void theLastAdminStays() {
        long id = id(admin);
        for (Answer answer : List.of(
                admin.patch("/api/v1/members/" + id, "{'role':'publisher'}"),
                admin.patch("/api/v1/members/" + id, "{'disabled':true}"),
                admin.delete("/api/v1/members/" + id))) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("in_use");
        }
        assertThat(admin.get("/api/v1/session").status()).isEqualTo(200);
    }

    @Test
    void twoAdminsCannotDemoteEachOtherAtOnce() {
        ApiClient other = People.member(server, admin, "bo@example.com", Role.ADMIN);
        long[] ids = {id(admin), id(other)};
        Together.run(
                2,
                number -> (number == 0 ? admin : other)
                        .patch("/api/v1/members/" + ids[1 - number], "{'role':'viewer'}")
                        .status());
        assertThat(server.sqlText("select count(*) from member where role = 'admin'"))
                .isEqualTo("1");
    }

    @Test
    void wrongInputIsNamed() {
        assertThat(admin.patch("/api/v1/members/" + id(admin), "{'role':'Admin'}")
                        .field())
                .isEqualTo("role");
        assertThat(admin.patch("/api/v1/members/" + id(admin), "{'name':' '}").field())
                .isEqualTo("name");
        assertThat(admin.patch("/api/v1/members/999", "{'role':'viewer'}").status())
                .isEqualTo(404);
    }

    @Test
    void theRecordSaysWhoDidWhat() {
        ApiClient member = People.member(server, admin, "bo@example.com", Role.VIEWER);
        admin.patch("/api/v1/members/" + id(member), "{'role':'editor'}");
        admin.post("/api/v1/api-tokens", "{'visibility_group':'Production','access':'read-only','name':'reader'}");
        signIn("bo@example.com");
        server.anonymous().post("/api/v1/session", "{'email':'bo@example.com','password':'wrong password'}");
        JsonNode entries = admin.get("/api/v1/audit").json().path("entries");
        assertThat(entries.findValuesAsString("action"))
                .containsExactly(
                        "sign_in_refused",
                        "sign_in",
                        "api_token_created",
                        "member_changed",
                        "invitation_accepted",
                        "invitation_created",
                        "first_admin_made");
        JsonNode change = entries.get(3);
        assertThat(change.path("actor_name").stringValue()).isEqualTo("Ada");
        assertThat(change.path("subject").stringValue()).isEqualTo("bo@example.com");
        assertThat(change.at("/detail/role/from").stringValue()).isEqualTo("viewer");
        assertThat(entries.get(0).path("address").stringValue()).isEqualTo("127.0.0.1");
    }

    @Test
    void theRecordIsReadPageByPage() {
        for (int i = 0; i < 4; i++) {
            signIn(People.ADMIN);
        }
        List<String> all = admin.get("/api/v1/audit").json().path("entries").findValuesAsString("id");
        List<String> paged = new java.util.ArrayList<>();
        String cursor = "";
        do {
            Answer page = admin.get("/api/v1/audit?limit=2" + cursor);
            paged.addAll(page.json().path("entries").findValuesAsString("id"));
            cursor = page.json().path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.json().path("next_cursor").stringValue();
        } while (!cursor.isEmpty());
        assertThat(paged).isEqualTo(all).hasSize(5);
        assertThat(admin.get("/api/v1/audit?action=sign_in").json().path("entries"))
                .hasSize(4);
        assertThat(admin.get("/api/v1/audit?cursor=x").field()).isEqualTo("cursor");
    }

    private Answer signIn(String email) {
        return server.anonymous()
                .post("/api/v1/session", "{'email':'" + email + "','password':'" + People.PASSWORD + "'}");
    }

    private static long id(ApiClient member) {
        return member.get("/api/v1/session").json().at("/member/id").longValue();
    }
}
