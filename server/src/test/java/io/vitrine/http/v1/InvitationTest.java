package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.access.Role;
import io.vitrine.http.Together;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.People;
import io.vitrine.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Links that make members, and links that give them a new password. */
final class InvitationTest {
    private static TestServer server;
    private static ApiClient admin;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        admin = People.firstAdmin(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aLinkSaysWhatItIsForAndMakesTheMember() {
        Answer invited = invite("bo@example.com", "editor");
        assertThat(invited.json().path("url").stringValue()).startsWith(server.url() + "/invitation#");
        Answer seen = server.anonymous().get("/api/v1/invitations/by-code/" + People.code(invited));
        assertThat(seen.json().path("kind").stringValue()).isEqualTo("invitation");
        assertThat(seen.json().path("email").stringValue()).isEqualTo("bo@example.com");
        assertThat(seen.json().path("role").stringValue()).isEqualTo("editor");

        Answer accepted = accept(People.code(invited));
        assertThat(accepted.status()).isEqualTo(201);
        assertThat(accepted.json().at("/member/role").stringValue()).isEqualTo("editor");
        assertThat(accepted.json().at("/member/name").stringValue()).isEqualTo("Bo");
        assertThat(People.browser(server, accepted).get("/api/v1/customers").status())
                .isEqualTo(200);
        assertThat(People.signIn(server, "bo@example.com")
                        .get("/api/v1/session")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aLinkWorksOnceHoweverManyFollowItAtOnce() {
        String code = People.code(invite("many@example.com", "viewer"));
        List<Integer> statuses = Together.run(4, number -> accept(code).status());
        assertThat(statuses).containsOnlyOnce(201);
        assertThat(statuses.stream().filter(status -> status != 201))
                .allMatch(status -> status == 404 || status == 409);
        assertThat(accept(code).status()).isEqualTo(404);
        assertThat(server.anonymous().get("/api/v1/invitations/by-code/" + code).status())
                .isEqualTo(404);
    }

    @Test
    void aLinkIsOverAfterSevenDays() {
        Answer invited = invite("late@example.com", "viewer");
        assertThat(server.sqlText("select expires_at - created_at from invitation where email = 'late@example.com'"))
                .isEqualTo("7 days");
        server.sql("update invitation set expires_at = now() - interval '1 second' where email = 'late@example.com'");
        assertThat(accept(People.code(invited)).status()).isEqualTo(404);
        assertThat(emails()).doesNotContain("late@example.com");
    }

    @Test
    void aLinkCanBeTakenBack() {
        Answer invited = invite("undone@example.com", "viewer");
        assertThat(emails()).contains("undone@example.com");
        String path = "/api/v1/invitations/" + invited.json().path("id").longValue();
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(admin.delete(path).status()).isEqualTo(404);
        assertThat(accept(People.code(invited)).status()).isEqualTo(404);
    }

    @Test
    void aNewInvitationTakesThePlaceOfTheOldOne() {
        String old = People.code(invite("twice@example.com", "viewer"));
        String fresh = People.code(invite("Twice@example.com", "publisher"));
        assertThat(accept(old).status()).isEqualTo(404);
        assertThat(accept(fresh).json().at("/member/role").stringValue()).isEqualTo("publisher");
    }

    @Test
    void ofTheCodeOnlyAHashIsKeptAndListsDoNotShowIt() {
        String code = People.code(invite("secret@example.com", "viewer"));
        assertThat(server.sqlText("select count(*) from invitation where encode(code_hash, 'escape') like '%" + code
                        + "%' or code_hash = sha256('" + code + "')"))
                .isEqualTo("0");
        assertThat(admin.get("/api/v1/invitations").text()).doesNotContain(code);
        assertThat(admin.get("/api/v1/audit").text()).doesNotContain(code);
    }

    @Test
    void whoIsAMemberIsNotInvitedAgain() {
        Answer answer = invite("ADA@example.com", "viewer");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.field()).isEqualTo("email");
    }

    @Test
    void wrongInputIsNamed() {
        assertThat(invite("no address", "viewer").field()).isEqualTo("email");
        assertThat(invite("x@example.com", "owner").field()).isEqualTo("role");
        assertThat(admin.post("/api/v1/invitations", "{'email':'x@example.com'}")
                        .field())
                .isEqualTo("role");
    }

    @Test
    void anAdminGivesAMemberALinkToANewPassword() {
        ApiClient member = People.member(server, admin, "forgetful@example.com", Role.VIEWER);
        long id = member.get("/api/v1/session").json().at("/member/id").longValue();
        Answer made = admin.post("/api/v1/members/" + id + ":reset-password", "{}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("kind").stringValue()).isEqualTo("password_reset");

        Answer reset = server.anonymous()
                .post(
                        "/api/v1/invitations:accept",
                        "{'code':'" + People.code(made) + "','password':'quite another one'}");
        assertThat(reset.status()).isEqualTo(201);
        assertThat(reset.json().at("/member/id").longValue()).isEqualTo(id);
        assertThat(member.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(server.anonymous()
                        .post(
                                "/api/v1/session",
                                "{'email':'forgetful@example.com','password':'" + People.PASSWORD + "'}")
                        .status())
                .isEqualTo(401);
    }

    private static Answer invite(String email, String role) {
        return admin.post("/api/v1/invitations", "{'email':'" + email + "','role':'" + role + "'}");
    }

    private static Answer accept(String code) {
        return server.anonymous()
                .post(
                        "/api/v1/invitations:accept",
                        "{'code':'" + code + "','password':'" + People.PASSWORD + "','name':'Bo'}");
    }

    private static List<String> emails() {
        JsonNode list = admin.get("/api/v1/invitations").json().path("invitations");
        return list.findValuesAsString("email");
    }
}
