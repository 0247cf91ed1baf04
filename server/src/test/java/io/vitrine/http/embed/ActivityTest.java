package io.vitrine.http.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What ran is counted where it ran, and shown to the group that it ran in. */
final class ActivityTest {
    private EmbedShop shop;

    @BeforeEach
    void start() {
        shop = new EmbedShop();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void runsAndFailuresAreCountedByDataset() {
        String jwt = shop.jwt("acme");
        for (int i = 0; i < 3; i++) {
            shop.post("/embed/data", jwt, "{'panel':'rows'}");
        }
        shop.post("/embed/data", jwt, "{'panel':'crash'}");
        JsonNode activity = shop.api.get("/api/v1/activity").json();
        assertThat(activity.at("/runs/count").intValue()).isEqualTo(4);
        assertThat(activity.at("/runs/errors").intValue()).isEqualTo(1);
        JsonNode failing = activity.path("failing");
        assertThat(failing).hasSize(1);
        assertThat(failing.at("/0/dataset").stringValue()).isEqualTo("broken");
        assertThat(failing.at("/0/dashboard").stringValue()).isEqualTo("Sales");
        assertThat(failing.at("/0/version").intValue()).isEqualTo(1);
        assertThat(failing.at("/0/last_error_code").stringValue()).isEqualTo("query_failed");
        assertThat(failing.at("/0/last_error").stringValue()).contains("no_such_table");
        JsonNode orders = named(activity.path("slowest"), "orders");
        assertThat(orders.path("count").intValue()).isEqualTo(3);
        assertThat(orders.path("p50_ms").longValue())
                .isLessThanOrEqualTo(orders.path("p95_ms").longValue());
        assertThat(orders.path("p95_ms").longValue())
                .isLessThanOrEqualTo(orders.path("max_ms").longValue());
    }

    @Test
    void dataSourcesShowWhenTheyLastAnswered() {
        shop.post("/embed/data", shop.jwt("acme"), "{'panel':'rows'}");
        JsonNode sources = shop.api.get("/api/v1/activity").json().path("data_sources");
        for (JsonNode source : sources) {
            boolean asked = source.path("name").stringValue().equals("acme");
            assertThat(source.path("ok_at").isNull()).isEqualTo(!asked);
            assertThat(source.path("away").booleanValue()).isFalse();
        }
    }

    @Test
    void countsOfSeveralServersAddUp() {
        try (TestServer second = TestServer.startOn(shop.server.database())) {
            String jwt = shop.jwt("acme");
            shop.post("/embed/data", jwt, "{'panel':'rows'}");
            second.anonymous()
                    .post("/embed/data", "{'panel':'rows'}", java.util.Map.of("Authorization", "Bearer " + jwt));
            second.admin().get("/api/v1/activity");
            assertThat(shop.api.get("/api/v1/activity").json().at("/runs/count").intValue())
                    .isEqualTo(2);
        }
        shop.post("/embed/data", shop.jwt("globex"), "{'panel':'rows'}");
        assertThat(shop.api.get("/api/v1/activity").json().at("/runs/count").intValue())
                .isEqualTo(3);
    }

    @Test
    void previewsAndOtherGroupsDoNotCount() {
        shop.post("/embed/data", shop.jwt("acme"), "{'panel':'crash'}");
        String preview = shop.api
                .post("/api/v1/dashboards/" + EmbedShop.DASHBOARD + "/previews", "{'customer':'acme'}")
                .json()
                .path("token")
                .stringValue();
        assertThat(shop.post("/embed/data", preview, "{'panel':'rows'}").status())
                .isEqualTo(200);
        assertThat(shop.api.get("/api/v1/activity").json().at("/runs/count").intValue())
                .isEqualTo(1);
        shop.api.post("/api/v1/visibility-groups", "{'name':'Testing'}");
        ApiClient elsewhere = shop.server.withNewToken("Testing", "read-only");
        JsonNode there = elsewhere.get("/api/v1/activity").json();
        assertThat(there.at("/runs/count").intValue()).isZero();
        assertThat(there.toString()).doesNotContain("no_such_table");
    }

    @Test
    void openingsAreCountedForTheirGroupAndPreviewsAreNot() {
        String jwt = shop.jwt("acme");
        assertThat(shop.post("/embed/session", jwt, "{}").status()).isEqualTo(200);
        assertThat(shop.post("/embed/session", jwt, "{}").status()).isEqualTo(200);
        shop.api.get("/api/v1/activity");
        try (TestServer second = TestServer.startOn(shop.server.database())) {
            second.anonymous()
                    .post("/embed/session", "{}", java.util.Map.of("Authorization", "Bearer " + shop.jwt("globex")));
            second.admin().get("/api/v1/activity");
        }
        String preview = shop.api
                .post("/api/v1/dashboards/" + EmbedShop.DASHBOARD + "/previews", "{'customer':'acme'}")
                .json()
                .path("token")
                .stringValue();
        assertThat(shop.post("/embed/session", preview, "{}").status()).isEqualTo(200);
        JsonNode embeds = shop.api.get("/api/v1/activity").json().path("embeds");
        assertThat(embeds.path("opened").intValue()).isEqualTo(3);
        assertThat(embeds.path("most")).hasSize(1);
        assertThat(embeds.at("/most/0/dashboard").stringValue()).isEqualTo("Sales");
        shop.api.post("/api/v1/visibility-groups", "{'name':'Testing'}");
        JsonNode there = shop.server
                .withNewToken("Testing", "read-only")
                .get("/api/v1/activity")
                .json();
        assertThat(there.at("/embeds/opened").intValue()).isZero();
    }

    private static JsonNode named(JsonNode list, String dataset) {
        for (JsonNode one : list) {
            if (one.path("dataset").stringValue().equals(dataset)) {
                return one;
            }
        }
        throw new AssertionError(list + " has no " + dataset);
    }
}
