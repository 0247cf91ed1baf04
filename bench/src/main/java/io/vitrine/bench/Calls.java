package io.vitrine.bench;

import io.vitrine.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Single calls of a server's API, for what is set up and checked around a measurement; not for measuring. */
record Calls(String host, int port, String token) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    String url() {
        return "http://" + host + ":" + port;
    }

    /** Whether the server says that it is ready; cheap enough to be asked every few milliseconds. */
    boolean answersReady() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 1000);
            socket.getOutputStream()
                    .write("GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(
                            java.nio.charset.StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(12);
            return new String(answer, java.nio.charset.StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException e) {
            return false;
        }
    }

    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    /**
     * Sends a JSON body and answers the JSON that comes back.
     *
     * @throws UnexpectedAnswer where the status is 400 or more
     */
    JsonNode send(String method, String path, JsonNode body) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(Json.write(body)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new UnexpectedAnswer(method + " " + path, answer.statusCode(), answer.body());
        }
        return answer.body().isEmpty() ? Json.object() : Json.MAPPER.readTree(answer.body());
    }

    /** Whether there is something at a path: a 404 says no, and every other error is one. */
    boolean has(String path) throws IOException, InterruptedException {
        try {
            send("GET", path, Json.object());
            return true;
        } catch (UnexpectedAnswer answer) {
            if (answer.status() == 404) {
                return false;
            }
            throw answer;
        }
    }

    /** What another answer than the expected one says. */
    static final class UnexpectedAnswer extends IllegalStateException {
        private static final long serialVersionUID = 1;

        private final int status;

        UnexpectedAnswer(String call, int status, String body) {
            super(call + " answered " + status + ": " + body);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** Sends a file of NDJSON through the bulk call; answers how many lines were refused. */
    long bulk(Path file) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = CLIENT.send(
                request("/api/v1/customers:bulk")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofFile(file))
                        .build(),
                BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            return lines.filter(line -> !line.contains("\"success\":1")).count();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).header("Explo-Authorization", "Token " + token);
    }
}
