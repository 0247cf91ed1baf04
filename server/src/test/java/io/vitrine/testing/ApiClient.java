package io.vitrine.testing;

import io.vitrine.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Talks to a server as an integration does: JSON over HTTP, with an API token; holds every answer to the contract. */
public final class ApiClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI server;
    private final Map<String, String> always;
    private final HttpClient http;
    private final boolean checked;

    ApiClient(URI server, Optional<String> token) {
        this(
                server,
                token.map(value -> Map.of("Explo-Authorization", "Token " + value))
                        .orElse(Map.of()),
                HTTP,
                true);
    }

    private ApiClient(URI server, Map<String, String> always, HttpClient http, boolean checked) {
        this.server = server;
        this.always = always;
        this.http = http;
        this.checked = checked;
    }

    /** The same client, which sends these headers with every call, too. */
    public ApiClient and(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(always);
        all.putAll(headers);
        return new ApiClient(server, all, http, checked);
    }

    /** The same client, which does not hold answers to the contract: for calls that make no sense on purpose. */
    public ApiClient unchecked() {
        return new ApiClient(server, always, http, false);
    }

    /** The same client at another address of this machine. */
    public ApiClient from(String address) {
        try {
            HttpClient there = HttpClient.newBuilder()
                    .localAddress(InetAddress.getByName(address))
                    .build();
            return new ApiClient(server, always, there, checked);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, String text) {
        public JsonNode json() {
            return Json.MAPPER.readTree(text);
        }

        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        public String code() {
            return json().path("code").asString("");
        }

        public String field() {
            return json().path("field").asString("");
        }
    }

    public Answer get(String path) {
        return send("GET", path, new byte[0], Map.of());
    }

    /** Sends a body; single quotes stand for double ones, so that tests can be read. */
    public Answer post(String path, String json) {
        return send("POST", path, body(json), Map.of("Content-Type", "application/json"));
    }

    public Answer post(String path, String json, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("Content-Type", "application/json");
        return send("POST", path, body(json), all);
    }

    public Answer put(String path, String json) {
        return send("PUT", path, body(json), Map.of("Content-Type", "application/json"));
    }

    public Answer patch(String path, String json) {
        return send("PATCH", path, body(json), Map.of("Content-Type", "application/json"));
    }

    public Answer delete(String path) {
        return send("DELETE", path, new byte[0], Map.of());
    }

    public Answer delete(String path, String json) {
        return send("DELETE", path, body(json), Map.of("Content-Type", "application/json"));
    }

    public Answer send(String method, String path, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        Map<String, String> all = new HashMap<>(always);
        all.putAll(headers);
        all.forEach(request::header);
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (checked) {
                ContractCheck.check(
                        method,
                        response.uri().getRawPath(),
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        response.body());
            }
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] body(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
