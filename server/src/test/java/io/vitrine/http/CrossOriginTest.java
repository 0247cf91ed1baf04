package io.vitrine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.database.Database;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls from browsers: the team lists {@code https://app.example.com} and nothing else. */
final class CrossOriginTest {
    private static final String LISTED = "https://app.example.com";
    private static final String OTHER = "https://evil.example.com";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        try (Database database = Database.open(server.database(), 1)) {
            database.withSession(session -> session.update("update team set api_origins = array['" + LISTED + "']"));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPreflightOfAListedOriginIsAnsweredOnBothSpellingsOfAPath() {
        for (String path : new String[] {"/api/generate_jwt", "/api/create_customer/", "/api/create_customer"}) {
            ApiClient.Answer answer = preflight(path, LISTED);
            if (path.startsWith("/api/create")) {
                assertThat(answer.status()).isEqualTo(204);
                assertThat(answer.header("Allow")).hasValue("POST, OPTIONS");
            }
            assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(LISTED);
            assertThat(answer.header("Access-Control-Allow-Methods"))
                    .get()
                    .asString()
                    .contains("POST");
            assertThat(answer.header("Access-Control-Allow-Headers"))
                    .get()
                    .asString()
                    .contains("Explo-Authorization", "Authorization", "Content-Type", "If-Match", "Idempotency-Key");
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(answer.headers().allValues("Vary")).contains("Origin");
        }
    }

    @Test
    void aPreflightOfAnyOtherOriginGrantsNothing() {
        for (String origin : new String[] {OTHER, "null", "http://app.example.com", LISTED + ".evil.com"}) {
            ApiClient.Answer answer = preflight("/api/create_customer/", origin);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(answer.header("Access-Control-Allow-Headers")).isEmpty();
            assertThat(answer.headers().allValues("Vary")).contains("Origin");
        }
    }

    @Test
    void aTokenThatCanWriteIsRefusedFromAPageThatIsNotListed() {
        ApiClient.Answer refused = from(OTHER);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("browser_origin_refused");
        assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();

        ApiClient.Answer allowed = from(LISTED);
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.header("Access-Control-Allow-Origin")).hasValue(LISTED);
        assertThat(allowed.header("Access-Control-Expose-Headers"))
                .get()
                .asString()
                .contains("ETag");
    }

    @Test
    void errorsCanBeReadByListedPagesToo() {
        ApiClient.Answer answer =
                server.anonymous().send("GET", "/api/group_tags/", new byte[0], Map.of("Origin", LISTED));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(LISTED);
        assertThat(answer.header("WWW-Authenticate")).hasValue("Token");
    }

    private static ApiClient.Answer preflight(String path, String origin) {
        return server.anonymous()
                .send("OPTIONS", path, new byte[0], Map.of("Origin", origin, "Access-Control-Request-Method", "POST"));
    }

    private static ApiClient.Answer from(String origin) {
        return server.admin().send("GET", "/api/group_tags/", new byte[0], Map.of("Origin", origin));
    }
}
