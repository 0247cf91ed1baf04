package io.vitrine.http.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code GET /embed/live}: changes are told within two seconds, and only to whom they concern. */
final class LiveTest {
    private static final Duration SOON = Duration.ofSeconds(2);

    private static EmbedShop shop;

    @BeforeAll
    static void start() {
        shop = new EmbedShop();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void aChangeOfTheCustomerOrOfAnAncestorIsToldAndOneOfAnotherCustomerIsNot() throws Exception {
        try (Events events = new Events(shop.jwt("alice"))) {
            JsonNode first = events.next("revision", SOON);
            shop.update("{'provided_id':'globex','properties':{'region':'X'}}");
            assertThat(events.poll(Duration.ofMillis(2500)))
                    .as("another customer's change")
                    .isNull();

            shop.update("{'provided_id':'alice','name':'Alice A.'}");
            JsonNode second = events.next("revision", SOON);
            assertThat(second.path("customer")).isNotEqualTo(first.path("customer"));
            assertThat(second.path("dashboard")).isEqualTo(first.path("dashboard"));

            shop.update("{'provided_id':'acme','properties':{'region':'APAC'}}");
            JsonNode third = events.next("revision", SOON);
            assertThat(third.path("customer")).isNotEqualTo(second.path("customer"));
        }
    }

    @Test
    void aNewlyPublishedVersionIsTold() throws Exception {
        shop.dashboard("liveDash01", EmbedShop.DEFINITION);
        shop.publish("liveDash01", "production", 1);
        shop.save("liveDash01");
        try (Events events = new Events(shop.jwt("acme", "liveDash01", ""))) {
            JsonNode first = events.next("revision", SOON);
            shop.publish("liveDash01", "staging", 2);
            assertThat(events.poll(Duration.ofMillis(2500)))
                    .as("another environment")
                    .isNull();
            shop.publish("liveDash01", "production", 2);
            JsonNode second = events.next("revision", SOON);
            assertThat(second.path("dashboard")).isNotEqualTo(first.path("dashboard"));
            assertThat(second.path("customer")).isEqualTo(first.path("customer"));
        }
    }

    @Test
    void aTokenThatDiesIsToldToWhoHasItOpen() throws Exception {
        shop.api.post("/api/create_customer/", "{'provided_id':'dying'}");
        String token = shop.token("dying");
        try (Events events = new Events(token)) {
            events.next("revision", SOON);
            shop.api.post(
                    "/api/refresh_customer_token/",
                    "{'current_token':'" + token.substring("shopsales1:".length()) + "'}");
            assertThat(events.next("closed", SOON).path("code").asString()).isEqualTo("invalid_embed_token");
        }
    }

    @Test
    void aTokenThatExpiresWhileOpenIsToldAtItsEnd() throws Exception {
        try (Events events = new Events(shop.jwt("acme", "shopsales1", ",'expiration':'PT2S'"))) {
            events.next("revision", SOON);
            assertThat(events.next("closed", Duration.ofSeconds(4)).path("code").asString())
                    .isEqualTo("expired_embed_token");
        }
    }

    @Test
    void theRevisionCanBeAskedForInstead() {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + shop.jwt("globex"));
        String before = shop.get("/embed/revision", headers).text();
        assertThat(shop.get("/embed/revision", headers).text()).isEqualTo(before);
        assertThat(shop.session(shop.jwt("globex")).json().path("revision").toString())
                .isEqualTo(shop.get("/embed/revision", headers)
                        .json()
                        .path("revision")
                        .toString());
        shop.update("{'provided_id':'globex','is_demo_group':true}");
        assertThat(shop.get("/embed/revision", headers).text()).isNotEqualTo(before);
    }

    @Test
    void openEmbedsDoNotHoldUpAStoppingServer() throws Exception {
        EmbedShop stopping = new EmbedShop();
        try (Events events = new Events(stopping, stopping.jwt("acme"))) {
            events.next("revision", SOON);
            long start = System.nanoTime();
            stopping.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            events.next("stopping", SOON);
        }
    }

    /** An open stream of events. */
    private static final class Events implements AutoCloseable {
        record Event(String name, JsonNode data) {}

        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        private final InputStream in;

        Events(String token) throws Exception {
            this(shop, token);
        }

        Events(EmbedShop shop, String token) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(shop.server.url().resolve("/embed/live"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            HttpResponse<InputStream> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
            in = response.body();
            Thread.ofVirtual().start(this::read);
        }

        JsonNode next(String name, Duration most) throws InterruptedException {
            Event event = poll(most);
            assertThat(event).as("an event " + name + " within " + most).isNotNull();
            assertThat(event.name()).isEqualTo(name);
            return event.data();
        }

        Event poll(Duration most) throws InterruptedException {
            return events.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        private void read() {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                String name = "";
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("event: ")) {
                        name = line.substring("event: ".length());
                    } else if (line.startsWith("data: ")) {
                        events.add(new Event(
                                name, io.vitrine.json.Json.MAPPER.readTree(line.substring("data: ".length()))));
                    }
                }
            } catch (IOException e) {
                // The test has closed the stream.
            }
        }
    }
}
