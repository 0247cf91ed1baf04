package io.vitrine.http.edge;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, as endpoints see it.
 *
 * @param path the decoded path as it came, trailing slash included
 * @param pathParameters what stands at the braces of the route's template, percent-decoded
 * @param query the query parameters, each with its values in order
 * @param client whoever waits for the answer
 * @param remoteAddress the requester's IP address; behind a trusted proxy the one that the proxy names
 */
public record Request(
        Method method,
        String path,
        Map<String, String> pathParameters,
        Map<String, List<String>> query,
        Headers headers,
        Body body,
        Client client,
        String remoteAddress,
        boolean secure) {

    /** Header look-up by name, in any case. */
    @FunctionalInterface
    public interface Headers {
        Optional<String> first(String name);
    }

    /** The body: whole, bounded by the server's limit and then kept, or as a stream without bound, read once. */
    public interface Body {
        /**
         * The whole body.
         *
         * @throws io.vitrine.error.Refusal with {@code BODY_TOO_LARGE} past the server's limit
         */
        byte[] bytes();

        /** The body as it arrives; reading blocks until there is more. */
        InputStream stream();
    }

    /** Whoever waits for the answer; may hang up before it is there. */
    @FunctionalInterface
    public interface Client {
        /**
         * Does a thing when the client hangs up, once, on a thread that must not be held up; at once where it is gone
         * already. For a request whose body was read and that now waits for something outside this server; one look-out
         * at a time.
         *
         * @return what ends the look-out
         */
        Runnable whenGone(Runnable todo);
    }

    /** A path parameter that the route's template declares. */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }

    /** The first value of a query parameter that is present and not empty. */
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** The same request for another client, such as one that is told more. */
    public Request withClient(Client other) {
        return new Request(method, path, pathParameters, query, headers, body, other, remoteAddress, secure);
    }

    Request withHeaders(Headers other) {
        return new Request(method, path, pathParameters, query, other, body, client, remoteAddress, secure);
    }

    Request withPathParameters(Map<String, String> parameters) {
        return new Request(method, path, parameters, query, headers, body, client, remoteAddress, secure);
    }
}
