package io.vitrine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.access.Role;
import io.vitrine.testing.ApiClient.Answer;
import java.util.Map;

/** Members of a test server's team, as their browsers talk to it. */
public final class People {
    /** Everybody's password. */
    public static final String PASSWORD = "correct horse battery";

    /** The first admin's address. */
    public static final String ADMIN = "ada@example.com";

    private People() {}

    /** The first admin, whom this makes; a server has one. */
    public static ApiClient firstAdmin(TestServer server) {
        Answer made = server.anonymous()
                .post("/api/v1/setup", "{'email':'" + ADMIN + "','password':'" + PASSWORD + "','name':'Ada'}");
        assertThat(made.status()).describedAs(made.text()).isEqualTo(201);
        return browser(server, made);
    }

    /** A new member, invited by an admin. */
    public static ApiClient member(TestServer server, ApiClient admin, String email, Role role) {
        Answer invited =
                admin.post("/api/v1/invitations", "{'email':'" + email + "','role':'" + role.wireName() + "'}");
        assertThat(invited.status()).describedAs(invited.text()).isEqualTo(201);
        Answer accepted = server.anonymous()
                .post(
                        "/api/v1/invitations:accept",
                        "{'code':'" + code(invited) + "','password':'" + PASSWORD + "','name':'" + role.label() + "'}");
        assertThat(accepted.status()).describedAs(accepted.text()).isEqualTo(201);
        return browser(server, accepted);
    }

    /** Signs in with everybody's password. */
    public static ApiClient signIn(TestServer server, String email) {
        Answer answer =
                server.anonymous().post("/api/v1/session", "{'email':'" + email + "','password':'" + PASSWORD + "'}");
        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(201);
        return browser(server, answer);
    }

    /** A browser that carries the cookie of an answer, on a page of the server's own. */
    public static ApiClient browser(TestServer server, Answer signedIn) {
        return server.anonymous()
                .and(Map.of("Cookie", "vitrine_session=" + secret(signedIn), "Sec-Fetch-Site", "same-origin"));
    }

    /** The session's secret in the cookie of an answer. */
    public static String secret(Answer answer) {
        return answer.header("Set-Cookie").orElseThrow().replaceFirst("^vitrine_session=([0-9a-f]{64});.*", "$1");
    }

    /** The code in the link of an invitation that was just made. */
    public static String code(Answer invited) {
        String url = invited.json().path("url").stringValue();
        return url.substring(url.indexOf('#') + 1);
    }
}
