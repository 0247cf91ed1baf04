package io.vitrine.http.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntranceTest {
    private static final Reply.Whole FULL = new Reply.Whole(503, List.of(), "text/plain", "full".getBytes(UTF_8));

    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.prepare(new HttpServer.Options("127.0.0.1", 0, 1 << 20, from -> false));
        server.listen(this::enter);
    }

    @AfterEach
    void stop() {
        held.countDown();
        client.close();
        server.close();
    }

    private Entrance.Entry enter(Request request) {
        if (request.path().equals("/full")) {
            return new Entrance.Entry.TurnedAway(FULL);
        }
        inside.incrementAndGet();
        return new Entrance.Entry.LetIn(this::answer, inside::decrementAndGet);
    }

    private Reply answer(Request request) {
        return switch (request.path()) {
            case "/held" -> {
                waitUntilReleased();
                yield Reply.text(200, "text/plain", Thread.currentThread().getName());
            }
            case "/broken" -> throw new IllegalStateException("broken");
            case "/half" ->
                Reply.stream("text/plain", out -> {
                    out.write(new byte[100_000]);
                    throw new IllegalStateException("broken");
                });
            case "/tagged" ->
                Reply.text(200, "text/html", request.headers().first("If-Match").orElse("none") + "x".repeat(2_000))
                        .with("ETag", "\"7\"");
            default -> Reply.text(200, "text/plain", "read " + request.body().bytes().length);
        };
    }

    private void waitUntilReleased() {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.address().getPort() + path));
    }

    private HttpResponse<String> post(String path, int bytes) throws Exception {
        HttpRequest request = to(path).POST(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void isEmptyInTime() throws InterruptedException {
        for (int tries = 0; inside.get() > 0 && tries < 500; tries++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(inside).hasValue(0);
    }

    @Test
    void turnsAwayWhileEverythingThatWasLetInIsHeldUp() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, 300)
                .mapToObj(n -> client.sendAsync(to("/held").build(), HttpResponse.BodyHandlers.ofString()))
                .toList();
        assertThat(post("/full", 100).statusCode()).isEqualTo(503);
        held.countDown();
        for (CompletableFuture<HttpResponse<String>> one : waiting) {
            assertThat(one.get(30, TimeUnit.SECONDS).body()).startsWith("request-");
        }
        isEmptyInTime();
    }

    @Test
    void whoeverIsTurnedAwayGetsTheAnswerHoweverLongItsBodyIs() throws Exception {
        for (int bytes : new int[] {0, 10, 4_096, 4_097, 300_000, 5_000_000}) {
            HttpResponse<String> answer = post("/full", bytes);
            assertThat(answer.statusCode()).as("%d bytes", bytes).isEqualTo(503);
            assertThat(answer.body()).as("%d bytes", bytes).isEqualTo("full");
        }
    }

    @Test
    void aConnectionThatWasTurnedAwayGoesOn() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            send(socket, "/full", "keep-alive");
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 503 Service Unavailable");
            send(socket, "/read", "close");
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .contains("200 OK", "read 5");
        }
    }

    @Test
    void aConnectionThatWasTurnedAwayGoesOnWhenTheBodyComesAfterItsHead() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            write(socket, head("/full", "keep-alive"));
            TimeUnit.MILLISECONDS.sleep(300);
            write(socket, "hello");
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 503 Service Unavailable");
            send(socket, "/read", "close");
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .contains("200 OK", "read 5");
        }
    }

    private static void send(Socket socket, String path, String connection) throws IOException {
        write(socket, head(path, connection) + "hello");
    }

    private static String head(String path, String connection) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nConnection: " + connection + "\r\nContent-Length: 5\r\n\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    /** Reads one answer of a known short body, and gives its first line. */
    private static String firstLine(Socket socket) throws Exception {
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("full")) {
            int read = socket.getInputStream().read();
            assertThat(read).as("the connection ended after: %s", answer).isNotNegative();
            answer.append((char) read);
        }
        return answer.substring(0, answer.indexOf("\r\n"));
    }

    @Test
    void theTagOfACompressedAnswerComesBackAsItWasGiven() throws Exception {
        HttpRequest.Builder compressed = to("/tagged").header("Accept-Encoding", "zstd");
        String tag = client.send(compressed.build(), HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        HttpRequest conditional = to("/tagged").header("If-Match", tag).build();
        assertThat(client.send(conditional, HttpResponse.BodyHandlers.ofString())
                        .body())
                .startsWith("\"7\"x");
    }

    @Test
    void whatFailsInsideIsAnsweredAndLeaves() throws Exception {
        HttpResponse<String> answer = post("/broken", 10);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("\"code\":\"internal\"").doesNotContain("IllegalState");
        isEmptyInTime();
    }

    @Test
    void halfAnAnswerDoesNotLookLikeAWholeOne() throws Exception {
        assertThatThrownBy(() -> client.send(to("/half").build(), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        isEmptyInTime();
    }
}
