package io.vitrine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server that takes five token calls a minute from each requester. */
final class RateLimitTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(5);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void refusesWhatComesAfterTheLimitAndSaysWhenToComeAgain() {
        ApiClient api = server.admin();
        ApiClient.Answer first = api.get("/api/group_tags/");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("RateLimit-Policy")).hasValue("\"requester\";q=5;w=60");
        assertThat(first.header("RateLimit")).get().asString().startsWith("\"requester\";r=4;t=");
        // A refused call counts as well: guessing tokens is what the limit is for.
        assertThat(server.anonymous().get("/v2/api/customers").status()).isEqualTo(401);
        for (int i = 0; i < 3; i++) {
            assertThat(api.get("/api/nothing/here").status()).isEqualTo(404);
        }

        ApiClient.Answer over = api.post("/api/create_group_tag", "{'name':'late'}");

        assertThat(over.status()).isEqualTo(429);
        assertThat(over.code()).isEqualTo("rate_limited");
        assertThat(over.json().path("success").intValue()).isZero();
        assertThat(Integer.parseInt(over.header("Retry-After").orElseThrow())).isBetween(1, 60);
        assertThat(over.header("RateLimit")).get().asString().startsWith("\"requester\";r=0;t=");
        assertThat(api.get("/health/live").status()).isNotEqualTo(429);
    }
}
