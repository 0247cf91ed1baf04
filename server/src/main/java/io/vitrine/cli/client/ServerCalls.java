package io.vitrine.cli.client;

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
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls to one server with one token; what the server refuses becomes a {@link CallFailure} with its words. */
public final class ServerCalls {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(10);
    private static final int TOO_MANY_REQUESTS = 429;

    private final URI server;
    private final String token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    ServerCalls(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** A segment of a path, encoded. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) {
        return json(call(request(path).GET()));
    }

    JsonNode post(String path, JsonNode body) {
        return json(write("POST", path, body));
    }

    /** As {@link #post}, for a call that takes the place of whatever is there. */
    JsonNode postReplacing(String path, JsonNode body) {
        return json(call(request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))));
    }

    JsonNode put(String path, JsonNode body) {
        return json(write("PUT", path, body));
    }

    JsonNode patch(String path, JsonNode body) {
        return json(write("PATCH", path, body));
    }

    void delete(String path) {
        call(request(path).DELETE());
    }

    /** The body of an answer to JSON, as it came. */
    byte[] write(String method, String path, JsonNode body) {
        return call(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body))));
    }

    /** Sends lines of JSON and opens the lines of the answer, for the caller to read and close. */
    InputStream lines(String path, byte[] lines) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(lines));
        while (true) {
            HttpResponse<InputStream> response = answered(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) {
                return response.body();
            }
            try (InputStream body = response.body()) {
                Answer answer = new Answer(response.statusCode(), body.readAllBytes(), wait(response));
                pauseOrFail(answer);
            } catch (IOException e) {
                throw unreachable(e);
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .timeout(ANSWER_TIMEOUT)
                .header("Explo-Authorization", "Token " + token)
                .header("Accept", "application/json");
    }

    private record Answer(int status, byte[] body, Duration retryAfter) {}

    private byte[] call(HttpRequest.Builder request) {
        return checked(send(request)).body();
    }

    private static Answer checked(Answer answer) {
        if (answer.status() >= 300) {
            throw refused(answer);
        }
        return answer;
    }

    /** Comes again where the server's quota of calls asks for it. */
    private Answer send(HttpRequest.Builder request) {
        while (true) {
            HttpResponse<byte[]> response = answered(request, HttpResponse.BodyHandlers.ofByteArray());
            Answer answer = new Answer(response.statusCode(), response.body(), wait(response));
            if (answer.status() != TOO_MANY_REQUESTS) {
                return answer;
            }
            pauseOrFail(answer);
        }
    }

    private static void pauseOrFail(Answer answer) {
        if (answer.status() != TOO_MANY_REQUESTS) {
            throw refused(answer);
        }
        try {
            Thread.sleep(answer.retryAfter());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailure("Interrupted.");
        }
    }

    private static Duration wait(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ofSeconds(1));
    }

    private <T> HttpResponse<T> answered(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailure("Interrupted.");
        } catch (IllegalArgumentException e) {
            throw new CallFailure("The token holds characters that no token has.");
        }
    }

    private CallFailure unreachable(IOException e) {
        String why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
        return new CallFailure("The server at " + server + " does not answer: " + why
                + ". Is it running? Set VITRINE_URL, or give --url.");
    }

    private static CallFailure refused(Answer answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        Optional<JsonNode> error =
                parsed(text).filter(json -> json.path("error_msg").isString());
        return new CallFailure(error.map(json -> {
                    String field = json.path("field").asString("");
                    return json.path("error_msg").stringValue() + (field.isEmpty() ? "" : "  [" + field + "]");
                })
                .orElse("The server answered " + answer.status()
                        + (List.of(502, 503, 504).contains(answer.status()) ? ": it is away for now." : ".")));
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(Json.MAPPER.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static JsonNode json(byte[] body) {
        return parsed(new String(body, StandardCharsets.UTF_8))
                .orElseThrow(
                        () -> new CallFailure("The answer is no JSON. Is there a Vitrine server at this address?"));
    }
}
