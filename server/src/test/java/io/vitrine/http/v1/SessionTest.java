package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.Application;
import io.vitrine.access.Role;
import io.vitrine.http.Together;
import io.vitrine.member.FirstRun;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.People;
import io.vitrine.testing.TestServer;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Signing in with a password, and what a session is good for. */
final class SessionTest {
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
    void aSessionSaysWhoTheMemberIsAndWhatTheTeamHas() {
        Answer answer = signIn(People.ADMIN, People.PASSWORD);
        assertThat(answer.status()).isEqualTo(201);
        JsonNode body = answer.json();
        assertThat(body.at("/member/email").stringValue()).isEqualTo(People.ADMIN);
        assertThat(body.at("/member/name").stringValue()).isEqualTo("Ada");
        assertThat(body.at("/member/role").stringValue()).isEqualTo("admin");
        assertThat(body.at("/team/name").stringValue()).isEqualTo("default");
        assertThat(body.at("/visibility_groups/0/name").stringValue()).isEqualTo("Production");
        assertThat(People.browser(server, answer).get("/api/v1/session").json()).isEqualTo(body);
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOfOtherSites() {
        String cookie =
                signIn(People.ADMIN, People.PASSWORD).header("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .matches("vitrine_session=[0-9a-f]{64}; .*")
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=2592000")
                .doesNotContain("Secure", "Domain");
    }

    @Test
    void ofTheSecretOnlyAHashIsKept() {
        String secret = People.secret(signIn(People.ADMIN, People.PASSWORD));
        assertThat(server.sqlText("select count(*) from member_session where secret_hash = decode('" + secret
                        + "', 'hex') or secret_hash = sha256(decode('" + secret + "', 'hex'))"
                        + " or secret_hash = sha256('" + secret + "'::bytea)"))
                .isEqualTo("0");
        assertThat(server.sqlText("select password_hash from member where email = '" + People.ADMIN + "'"))
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void anAddressIsTakenInAnyCase() {
        assertThat(signIn(" ADA@Example.com ", People.PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void whateverIsWrongTheAnswerIsTheSame() {
        Answer password = signIn(People.ADMIN, "wrong password");
        Answer address = signIn("nobody@example.com", People.PASSWORD);
        assertThat(password.status()).isEqualTo(401);
        assertThat(address.status()).isEqualTo(401);
        assertThat(address.text()).isEqualTo(password.text());
        assertThat(address.header("Set-Cookie")).isEmpty();
    }

    @Test
    void withoutACookieNobodyHasSignedIn() {
        assertThat(server.anonymous().get("/api/v1/session").status()).isEqualTo(401);
        assertThat(server.admin().get("/api/v1/session").status()).isEqualTo(401);
        Answer made = server.anonymous()
                .and(Map.of("Cookie", "vitrine_session=" + "0".repeat(64)))
                .get("/api/v1/customers");
        assertThat(made.status()).isEqualTo(401);
        assertThat(made.json().path("error_msg").stringValue()).contains("Sign in");
    }

    @Test
    void signingOutKillsTheSessionAtOnce() {
        ApiClient browser = People.signIn(server, People.ADMIN);
        Answer out = browser.delete("/api/v1/session");
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie"))
                .hasValueSatisfying(cookie ->
                        assertThat(cookie).startsWith("vitrine_session=;").contains("Max-Age=0"));
        assertThat(browser.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(browser.get("/api/v1/customers").status()).isEqualTo(401);
    }

    @Test
    void sessionsAreListedAndEndedFromAfar() {
        ApiClient here = People.member(server, admin, "cleo@example.com", Role.VIEWER);
        ApiClient there = People.signIn(server, "cleo@example.com");
        JsonNode sessions = here.get("/api/v1/sessions").json().path("sessions");
        assertThat(sessions).hasSize(2);
        assertThat(sessions.findValuesAsString("current")).containsExactlyInAnyOrder("true", "false");
        assertThat(sessions.get(0).path("address").stringValue()).isEqualTo("127.0.0.1");
        assertThat(sessions.get(0).path("user_agent").stringValue()).startsWith("Java-http-client");
        for (JsonNode session : sessions) {
            if (!session.path("current").booleanValue()) {
                assertThat(here.delete("/api/v1/sessions/" + session.path("id").longValue())
                                .status())
                        .isEqualTo(204);
            }
        }
        assertThat(there.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(here.get("/api/v1/session").status()).isEqualTo(200);
    }

    @Test
    void onlyAnAdminSeesAndEndsTheSessionsOfOthers() {
        ApiClient viewer = People.member(server, admin, "dan@example.com", Role.PUBLISHER);
        long viewerId = viewer.get("/api/v1/session").json().at("/member/id").longValue();
        long adminId = admin.get("/api/v1/session").json().at("/member/id").longValue();
        long adminSession =
                admin.get("/api/v1/sessions").json().at("/sessions/0/id").longValue();

        assertThat(viewer.get("/api/v1/sessions?member=" + adminId).status()).isEqualTo(403);
        assertThat(viewer.delete("/api/v1/sessions/" + adminSession).status()).isEqualTo(404);

        Answer seen = admin.get("/api/v1/sessions?member=" + viewerId);
        assertThat(seen.json().path("sessions")).hasSize(1);
        long session = seen.json().at("/sessions/0/id").longValue();
        assertThat(admin.delete("/api/v1/sessions/" + session).status()).isEqualTo(204);
        assertThat(viewer.get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void aSessionEndsWhenItWasIdleTooLongOrIsTooOld() {
        for (String past : List.of(
                "last_seen_at = now() - interval '12 hours 1 minute'", "expires_at = now() - interval '1 second'")) {
            Answer signedIn = signIn(People.ADMIN, People.PASSWORD);
            server.sql("update member_session set " + past + " where id = (select max(id) from member_session)");
            assertThat(People.browser(server, signedIn).get("/api/v1/session").status())
                    .describedAs(past)
                    .isEqualTo(401);
        }
    }

    @Test
    void aNewPasswordEndsTheOtherSessionsAndTheOldPassword() {
        ApiClient here = People.member(server, admin, "eve@example.com", Role.EDITOR);
        ApiClient there = People.signIn(server, "eve@example.com");
        Answer wrong = here.post("/api/v1/session/password", "{'current':'not this one','new':'a new password'}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.field()).isEqualTo("current");
        Answer changed =
                here.post("/api/v1/session/password", "{'current':'" + People.PASSWORD + "','new':'a new password'}");
        assertThat(changed.status()).isEqualTo(204);
        assertThat(there.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(here.get("/api/v1/session").status()).isEqualTo(200);
        assertThat(signIn("eve@example.com", People.PASSWORD).status()).isEqualTo(401);
        assertThat(signIn("eve@example.com", "a new password").status()).isEqualTo(201);
    }

    @Test
    void aTokenInAHeaderGoesBeforeTheCookie() {
        ApiClient both = admin.and(Map.of("Explo-Authorization", "Token " + "f".repeat(64)));
        assertThat(both.get("/api/v1/customers").status()).isEqualTo(401);
        ApiClient good = server.admin().and(Map.of("Cookie", "vitrine_session=" + "0".repeat(64)));
        assertThat(good.get("/api/v1/customers").status()).isEqualTo(200);
    }

    @Test
    void aMemberActsInTheGroupThatTheCallNames() {
        admin.post("/api/v1/visibility-groups", "{'name':'Tést group'}");
        ApiClient there = admin.and(Map.of("Vitrine-Visibility-Group", "T%C3%A9st%20group"));
        assertThat(there.post("/api/create_customer/", "{'provided_id':'in-test'}")
                        .json()
                        .at("/customer/access_group")
                        .stringValue())
                .isEqualTo("Tést group");
        assertThat(admin.get("/api/v1/customers/in-test").status()).isEqualTo(404);
        Answer unknown =
                admin.and(Map.of("Vitrine-Visibility-Group", "Nowhere")).get("/api/v1/customers");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.field()).isEqualTo("Vitrine-Visibility-Group");
    }

    @Test
    void theHistoryOfACustomerNamesTheMember() {
        admin.post("/api/create_customer/", "{'provided_id':'made-by-ada'}");
        JsonNode change =
                admin.get("/api/v1/customers/made-by-ada/changes").json().at("/changes/0");
        assertThat(change.path("actor").stringValue()).startsWith("member:");
        assertThat(change.path("actor_name").stringValue()).isEqualTo("Ada");
    }

    @Test
    void theFirstRunHappensOnce() {
        assertThat(server.anonymous().get("/api/v1/setup").json().path("needed").booleanValue())
                .isFalse();
        Answer again = server.anonymous()
                .post("/api/v1/setup", "{'email':'mallory@example.com','password':'let me in please'}");
        assertThat(again.status()).isEqualTo(409);
    }

    @Test
    void ofManyFirstRunsAtOnceOneSucceeds() {
        try (TestServer fresh = TestServer.start()) {
            assertThat(fresh.anonymous()
                            .get("/api/v1/setup")
                            .json()
                            .path("needed")
                            .booleanValue())
                    .isTrue();
            List<Integer> statuses = Together.run(
                    6,
                    number -> fresh.anonymous()
                            .post("/api/v1/setup", "{'email':'a" + number + "@example.com','password':'correct horse'}")
                            .status());
            assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
            assertThat(fresh.sqlText("select count(*) from member")).isEqualTo("1");
        }
    }

    @Test
    void aServerThatStrangersCanReachAsksForTheCodeOfItsConsole() {
        var open = new Application.Options.Members(
                true, Optional.empty(), TestServer.PEOPLE.sessions(), Optional.empty(), Optional.empty());
        try (TestServer fresh = TestServer.startWith(open)) {
            assertThat(fresh.anonymous()
                            .get("/api/v1/setup")
                            .json()
                            .path("code_required")
                            .booleanValue())
                    .isTrue();
            String start = "{'email':'ada@example.com','password':'correct horse'";
            Answer without = fresh.anonymous().post("/api/v1/setup", start + "}");
            assertThat(without.status()).isEqualTo(403);
            assertThat(without.field()).isEqualTo("code");
            assertThat(fresh.anonymous()
                            .post("/api/v1/setup", start + ",'code':'2345-6789-ABCD-EFGH'}")
                            .status())
                    .isEqualTo(403);
            String code = fresh.features().members().firstRun().code().orElseThrow();
            assertThat(fresh.anonymous()
                            .post("/api/v1/setup", start + ",'code':'" + code.toLowerCase(Locale.ROOT) + "'}")
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void settingsMakeTheFirstAdminInItsPlace() {
        var set = new Application.Options.Members(
                true,
                Optional.of(new FirstRun.Admin("ops@example.com", People.PASSWORD, Optional.empty())),
                TestServer.PEOPLE.sessions(),
                Optional.of(URI.create("https://analytics.example.com")),
                Optional.empty());
        try (TestServer fresh = TestServer.startWith(set)) {
            assertThat(fresh.anonymous()
                            .get("/api/v1/setup")
                            .json()
                            .path("needed")
                            .booleanValue())
                    .isFalse();
            Answer answer = fresh.anonymous()
                    .post("/api/v1/session", "{'email':'ops@example.com','password':'" + People.PASSWORD + "'}");
            assertThat(answer.json().at("/member/role").stringValue()).isEqualTo("admin");
            // A public address over TLS: the cookie does not travel in the clear.
            assertThat(answer.header("Set-Cookie").orElseThrow()).contains("; Secure");
        }
    }

    @Test
    void passwordsThatAreEasyToGuessAreRefused() {
        String code =
                People.code(admin.post("/api/v1/invitations", "{'email':'longname@example.com','role':'viewer'}"));
        for (String weak : List.of("too short", "LongName@example.com", "aaaaaaaaaaaa")) {
            Answer answer = server.anonymous()
                    .post("/api/v1/invitations:accept", "{'code':'" + code + "','password':'" + weak + "'}");
            assertThat(answer.status()).describedAs(weak).isEqualTo(400);
            assertThat(answer.field()).isEqualTo("password");
        }
    }

    private static Answer signIn(String email, String password) {
        return server.anonymous().post("/api/v1/session", "{'email':'" + email + "','password':'" + password + "'}");
    }
}
