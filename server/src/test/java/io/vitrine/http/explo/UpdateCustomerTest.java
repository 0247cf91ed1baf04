package io.vitrine.http.explo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code POST /api/update_customer/}, field by field. */
final class UpdateCustomerTest {
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
    void changesOnlyTheFieldsThatAreGiven() {
        api.post(
                "/api/create_customer/",
                "{'provided_id':'only','name':'Only','properties':{'a':1},'emails':['A@example.com']}");

        ApiClient.Answer answer = api.post("/api/update_customer/", "{'provided_id':'only','properties':{'b':2}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("success").intValue()).isEqualTo(1);
        assertThat(answer.json().path("customer").path("name").asString()).isEqualTo("Only");
        assertThat(answer.json().path("customer").path("properties").toString()).isEqualTo("{\"b\":2}");
        assertThat(answer.json().path("customer").path("emails").toString()).isEqualTo("[\"A@example.com\"]");
    }
}
