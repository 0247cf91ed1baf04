package io.vitrine.http;

import io.vitrine.http.edge.Method;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lets pages of listed origins read what token calls answer (CORS); for all others the browser keeps it from the page.
 *
 * <p>No credentials are allowed: calls carry a token in a header, never a cookie.
 */
public final class CrossOrigin {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Predicate<String> isListed;

    /** @param isListed whether some team lists an origin, written as browsers send it */
    public CrossOrigin(Predicate<String> isListed) {
        this.isListed = isListed;
    }

    /** The reply, shared with the page that the request comes from if its origin is listed. */
    Reply share(Request request, Reply reply) {
        if (!TokenCalls.covers(request.path())) {
            return reply;
        }
        Reply varying = reply.with("Vary", "Origin");
        Optional<String> origin = request.headers().first("Origin");
        if (origin.isEmpty() || !isListed.test(origin.get())) {
            return varying;
        }
        Reply shared = varying.with("Access-Control-Allow-Origin", origin.get());
        return isPreflight(request)
                ? shared.with("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE")
                        .with(
                                "Access-Control-Allow-Headers",
                                "Explo-Authorization, Authorization, Content-Type, If-Match, Idempotency-Key")
                        .with("Access-Control-Max-Age", Long.toString(REMEMBERED.toSeconds()))
                : shared.with(
                        "Access-Control-Expose-Headers",
                        "ETag, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed, WWW-Authenticate");
    }

    private static boolean isPreflight(Request request) {
        return request.method() == Method.OPTIONS
                && request.headers().first("Access-Control-Request-Method").isPresent();
    }
}
