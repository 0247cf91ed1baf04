package io.vitrine.member.oidc;

import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP calls to a provider: JSON answers of bounded size, in bounded time, without redirects. */
final class ProviderCalls implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST_ANSWER = 1 << 20;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    ObjectNode get(URI address, Map<String, String> headers) throws OidcFailure {
        return send(request(address, headers).GET().build());
    }

    /** Posts a form. */
    ObjectNode post(URI address, Map<String, String> headers, Map<String, String> form) throws OidcFailure {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(address, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static HttpRequest.Builder request(URI address, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(PATIENCE).header("Accept", "application/json");
        headers.forEach(request::header);
        return request;
    }

    private ObjectNode send(HttpRequest request) throws OidcFailure {
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            byte[] body;
            try (InputStream in = response.body()) {
                body = in.readNBytes(LARGEST_ANSWER);
            }
            if (response.statusCode() != 200) {
                throw new OidcFailure(request.uri() + " answered " + response.statusCode() + error(body));
            }
            JsonNode json = Json.readForeign(body);
            if (!(json instanceof ObjectNode object)) {
                throw new OidcFailure(request.uri() + " answered no JSON object");
            }
            return object;
        } catch (IOException | Refusal e) {
            throw new OidcFailure(request.uri() + " could not be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OidcFailure(request.uri() + " was not waited for", e);
        }
    }

    /** The error code of RFC 6749, which holds no secret. */
    private static String error(byte[] body) {
        try {
            return " " + Json.readForeign(body).path("error").asString("");
        } catch (Refusal e) {
            return "";
        }
    }
}
