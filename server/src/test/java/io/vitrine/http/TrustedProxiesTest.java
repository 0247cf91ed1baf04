package io.vitrine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.http.edge.Entrance;
import io.vitrine.http.edge.HttpServer;
import io.vitrine.http.edge.Reply;
import io.vitrine.json.Json;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Who a request is from, when proxies say so. */
final class TrustedProxiesTest {
    private static final Predicate<InetAddress> LOOPBACK = InetAddress::isLoopbackAddress;
    private static final Predicate<InetAddress> LOOPBACK_AND_TEN =
            LOOPBACK.or(address -> address.getHostAddress().startsWith("10."));

    @Test
    void whoIsNoTrustedProxyIsNotBelieved() throws Exception {
        String itself = seen(_ -> false);
        assertThat(itself).isEqualTo("127.0.0.1 http");
        assertThat(seen(_ -> false, "X-Forwarded-For", "192.0.2.1", "X-Forwarded-Proto", "https"))
                .isEqualTo(itself);
        assertThat(seen(_ -> false, "Forwarded", "for=192.0.2.1;proto=https")).isEqualTo(itself);
        Predicate<InetAddress> another = address -> address.getHostAddress().equals("192.0.2.9");
        assertThat(seen(another, "X-Forwarded-For", "192.0.2.1")).isEqualTo(itself);
    }

    @Test
    void aTrustedProxyNamesTheRequester() throws Exception {
        assertThat(seen(LOOPBACK, "X-Forwarded-For", "192.0.2.1", "X-Forwarded-Proto", "https"))
                .isEqualTo("192.0.2.1 https");
        assertThat(seen(LOOPBACK, "Forwarded", "for=\"[2001:db8::1]:4711\";proto=https"))
                .startsWith("[2001:db8::1]")
                .endsWith("https");
        assertThat(seen(LOOPBACK)).isEqualTo("127.0.0.1 http");
    }

    @Test
    void whatTheRequesterItselfSentBeforehandIsNotBelieved() throws Exception {
        assertThat(seen(LOOPBACK, "X-Forwarded-For", "198.51.100.7, 192.0.2.1")).isEqualTo("192.0.2.1 http");
        assertThat(seen(LOOPBACK, "X-Forwarded-For", "198.51.100.7", "X-Forwarded-For", "192.0.2.1"))
                .isEqualTo("192.0.2.1 http");
        assertThat(seen(LOOPBACK, "Forwarded", "for=198.51.100.7, for=192.0.2.1"))
                .isEqualTo("192.0.2.1 http");
        assertThat(seen(LOOPBACK_AND_TEN, "X-Forwarded-For", "198.51.100.7, 192.0.2.1, 10.0.0.5"))
                .isEqualTo("192.0.2.1 http");
        assertThat(seen(LOOPBACK_AND_TEN, "X-Forwarded-For", "10.0.0.9, 10.0.0.5"))
                .isEqualTo("10.0.0.9 http");
    }

    @Test
    void headersThatNameDifferentRequestersAreBothLeftAside() throws Exception {
        assertThat(seen(LOOPBACK, "Forwarded", "for=198.51.100.7", "X-Forwarded-For", "192.0.2.1"))
                .isEqualTo("127.0.0.1 http");
        assertThat(seen(LOOPBACK, "Forwarded", "for=\"192.0.2.1:4711\"", "X-Forwarded-For", "192.0.2.1"))
                .startsWith("192.0.2.1");
    }

    /** What a server that trusts these proxies takes a request for. */
    private static String seen(Predicate<InetAddress> trusted, String... headers) throws Exception {
        HttpServer server = HttpServer.prepare(new HttpServer.Options("127.0.0.1", 0, 1024, trusted));
        server.listen(Entrance.open(request -> Reply.json(
                Json.object().put("from", request.remoteAddress() + (request.secure() ? " https" : " http")))));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + server.address().getPort() + "/"));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return Json.readForeign(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                            .body())
                    .path("from")
                    .stringValue();
        } finally {
            server.close();
        }
    }
}
