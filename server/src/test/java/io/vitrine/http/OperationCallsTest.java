package io.vitrine.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Health, metrics and the access log. */
final class OperationCallsTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void saysThatItIsAliveAndReadyWithoutAToken() {
        ApiClient.Answer live = server.anonymous().get("/health/live");
        ApiClient.Answer ready = server.anonymous().get("/health/ready/");

        assertThat(live.status()).isEqualTo(200);
        assertThat(live.text()).isEqualTo("{\"status\":\"live\"}");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.text()).isEqualTo("{\"status\":\"ready\"}");
    }

    @Test
    void countsRequestsByRouteAndStatusNotByPath() {
        ApiClient api = server.admin();
        api.post("/api/create_customer/", "{'provided_id':'measured'}");
        api.get("/api/v1/customers/measured");
        api.get("/api/v1/customers/measured/");
        api.get("/api/v1/customers/nobody");
        api.get("/nowhere/at-all");
        api.put("/api/get_customer", "{}");

        ApiClient.Answer metrics = server.anonymous().get("/metrics");

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.header("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        String one = "{method=\"GET\",route=\"/api/v1/customers/{provided_id}\",status=\"%s\"} %s\n";
        assertThat(metrics.text())
                .contains("vitrine_http_request_duration_seconds_count" + one.formatted(200, 2))
                .contains("vitrine_http_request_duration_seconds_count" + one.formatted(404, 1))
                .contains("route=\"none\",status=\"404\"} 1\n")
                .contains("method=\"PUT\",route=\"none\",status=\"405\"} 1\n")
                .contains("vitrine_http_request_duration_seconds_bucket{")
                .contains("vitrine_build_info{java=")
                .contains("vitrine_database_connections{state=\"active\"}")
                .contains("jvm_memory_used_bytes")
                .doesNotContain("measured")
                .doesNotContain("nobody")
                .doesNotContain("at-all");
    }

    @Test
    void logsEachRequestByItsRouteWithoutAnythingThatIdentifies() {
        Logger logger = (Logger) LoggerFactory.getLogger("access");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Level before = logger.getLevel();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
        try {
            server.admin().get("/api/v1/customers/somebody/changes?cursor=secret");
        } finally {
            logger.setLevel(before);
            logger.detachAppender(lines);
        }

        assertThat(lines.list).hasSize(1);
        ILoggingEvent line = lines.list.getFirst();
        assertThat(line.getFormattedMessage())
                .startsWith("GET /api/v1/customers/{provided_id}/changes 400 in ")
                .doesNotContain("somebody")
                .doesNotContain("secret")
                .doesNotContain(TestServer.ADMIN_TOKEN);
        assertThat(line.getKeyValuePairs())
                .extracting(pair -> pair.key)
                .containsExactly("method", "route", "status", "milliseconds", "remote");
    }
}
