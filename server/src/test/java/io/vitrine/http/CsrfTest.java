package io.vitrine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.People;
import io.vitrine.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A member's cookie does nothing on a call that another site's page may have made. */
final class CsrfTest {
    private static final String EVIL = "https://evil.example.com";

    private static TestServer server;
    private static String secret;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        People.firstAdmin(server);
        secret = People.secret(server.anonymous()
                .post("/api/v1/session", "{'email':'" + People.ADMIN + "','password':'" + People.PASSWORD + "'}"));
        server.sql("update team set api_origins = array['https://app.example.com']");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCallThatChangesSomethingMustSayThatItComesFromOurPage() {
        for (Map<String, String> headers : List.<Map<String, String>>of(
                Map.of(),
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Sec-Fetch-Site", "none"),
                Map.of("Sec-Fetch-Site", "cross-site", "Origin", EVIL),
                Map.of("Origin", EVIL),
                Map.of("Origin", "null"),
                Map.of("Origin", server.url() + ".evil.example.com"),
                // Listed for tokens, which a page has to hold; a cookie comes by itself.
                Map.of("Origin", "https://app.example.com"))) {
            for (String[] call : new String[][] {
                {"POST", "/api/create_customer/"},
                {"POST", "/api/v1/invitations"},
                {"PATCH", "/api/v1/members/1"},
                {"DELETE", "/api/v1/members/1"},
                {"PUT", "/api/v1/levels"},
                {"DELETE", "/api/v1/session"}
            }) {
                Answer answer = browser(headers).send(call[0], call[1], body(), json());
                assertThat(answer.status())
                        .describedAs(call[0] + call[1] + headers)
                        .isEqualTo(403);
                assertThat(answer.code()).isEqualTo("cross_site_request");
            }
        }
        assertThat(server.sqlText("select count(*) from customer")).isEqualTo("0");
        assertThat(browser(Map.of()).get("/api/v1/session").status()).isEqualTo(200);
    }

    @Test
    void ourOwnPageIsKnownByEitherHeader() {
        for (Map<String, String> headers : List.of(
                Map.of("Sec-Fetch-Site", "same-origin"),
                Map.of("Origin", server.url().toString()),
                Map.of("Sec-Fetch-Site", "same-origin", "Origin", server.url().toString()))) {
            assertThat(browser(headers)
                            .post("/api/create_customer/", "{'provided_id':'own-page'}")
                            .status())
                    .describedAs(headers.toString())
                    .isEqualTo(200);
        }
        server.sql("delete from customer");
    }

    @Test
    void aFormIsNoJson() {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "")) {
            Map<String, String> headers = new HashMap<>();
            if (!type.isEmpty()) {
                headers.put("Content-Type", type);
            }
            Answer answer = browser(Map.of("Sec-Fetch-Site", "same-origin"))
                    .send("POST", "/api/create_customer/", body(), headers);
            assertThat(answer.status()).describedAs(type).isEqualTo(415);
        }
    }

    @Test
    void otherSitesCannotEvenRead() {
        for (Map<String, String> headers : List.of(
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Origin", EVIL),
                Map.of("Origin", "https://app.example.com"))) {
            Answer answer = browser(headers).get("/api/v1/customers");
            assertThat(answer.status()).describedAs(headers.toString()).isEqualTo(403);
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        }
    }

    @Test
    void nobodyIsSignedInFromAnotherSitesPage() {
        String body = "{'email':'" + People.ADMIN + "','password':'" + People.PASSWORD + "'}";
        for (Map<String, String> headers :
                List.of(Map.of("Origin", EVIL), Map.of("Sec-Fetch-Site", "cross-site"), Map.of("Origin", "null"))) {
            Answer answer = server.anonymous().and(headers).post("/api/v1/session", body);
            assertThat(answer.status()).describedAs(headers.toString()).isEqualTo(403);
            assertThat(answer.header("Set-Cookie")).isEmpty();
            assertThat(server.anonymous()
                            .and(headers)
                            .post("/api/v1/setup", body)
                            .status())
                    .isEqualTo(403);
            assertThat(server.anonymous()
                            .and(headers)
                            .post("/api/v1/invitations:accept", body)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void tokensGoOnWorkingFromScripts() {
        assertThat(server.admin()
                        .post("/api/create_customer/", "{'provided_id':'by-token'}")
                        .status())
                .isEqualTo(200);
        server.sql("delete from customer");
    }

    private static ApiClient browser(Map<String, String> headers) {
        return server.anonymous()
                .and(Map.of("Cookie", "theme=dark; vitrine_session=" + secret))
                .and(headers);
    }

    private static byte[] body() {
        return "{\"provided_id\":\"forged\"}".getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> json() {
        return Map.of("Content-Type", "application/json");
    }
}
