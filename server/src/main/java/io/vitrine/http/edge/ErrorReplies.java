package io.vitrine.http.edge;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes every error body of the server: one shape for all paths, or RFC 9457 where the client asks for it.
 *
 * <p>Both {@code error_msg} and {@code detail} carry the text, because deployed clients read one or the other.
 */
public final class ErrorReplies {
    private static final String PROBLEM = "application/problem+json";

    private static final int LONGEST_TEXT = 1_000;

    private ErrorReplies() {}

    /** The reply for a refusal. */
    public static Reply.Whole of(Refusal refusal, Request.Headers headers) {
        int status = status(refusal.code());
        boolean problem = headers.first("Accept")
                .filter(accept -> accept.contains(PROBLEM))
                .isPresent();
        ObjectNode body = problem ? problem(refusal, status) : plain(refusal);
        Reply.Whole reply = Reply.json(status, body);
        Reply.Whole typed = problem ? new Reply.Whole(status, reply.headers(), PROBLEM, reply.body()) : reply;
        if (status == 401) {
            typed = typed.with("WWW-Authenticate", "Token");
        }
        Optional<Duration> wait = refusal.retryAfter();
        return wait.isPresent() ? typed.with("Retry-After", seconds(wait.get())) : typed;
    }

    /** The members of a refusal as they stand in a body, for answers that hold more than one result. */
    public static ObjectNode plain(Refusal refusal) {
        ObjectNode body = Json.object();
        body.put("success", 0);
        String text = bounded(refusal.text());
        body.put("error_msg", text);
        body.put("detail", text);
        body.put("code", refusal.code().wireName());
        refusal.field().ifPresent(field -> body.put("field", bounded(field)));
        return body;
    }

    /** The HTTP status of a code. */
    public static int status(ErrorCode code) {
        return switch (code) {
            case MALFORMED_JSON,
                    MISSING_FIELD,
                    INVALID_FIELD,
                    INVALID_PARAMETER,
                    CONFLICTING_FIELDS,
                    UNKNOWN_GROUP_TAG,
                    UNKNOWN_LEVEL,
                    UNKNOWN_PARENT,
                    UNKNOWN_SCHEMA,
                    UNKNOWN_DATA_SOURCE,
                    LEVEL_NOT_BELOW_PARENT,
                    GROUP_TAG_EXISTS,
                    INVALID_DASHBOARD,
                    INVALID_TEMPLATE,
                    MISSING_VARIABLE,
                    NO_DATA_SOURCE,
                    QUERY_FAILED -> 400;
            case UNAUTHENTICATED, INVALID_EMBED_TOKEN, EXPIRED_EMBED_TOKEN -> 401;
            case FORBIDDEN, BROWSER_ORIGIN_REFUSED, ORIGIN_NOT_ALLOWED, CROSS_SITE_REQUEST -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case HAS_CHILDREN, IN_USE, ALREADY_EXISTS, IDEMPOTENCY_KEY_IN_USE -> 409;
            case PRECONDITION_FAILED -> 412;
            case BODY_TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case IDEMPOTENCY_KEY_REUSED -> 422;
            case RATE_LIMITED -> 429;
            // No status of the RFCs; what proxies write into their logs for it.
            case CLIENT_GONE -> 499;
            case INTERNAL -> 500;
            case OVERLOADED, DATABASE_UNAVAILABLE, DATA_SOURCE_UNAVAILABLE -> 503;
            case QUERY_TIMEOUT -> 504;
        };
    }

    private static ObjectNode problem(Refusal refusal, int status) {
        ObjectNode body = Json.object();
        body.put("type", "urn:vitrine:error:" + refusal.code().wireName());
        body.put("title", refusal.code().wireName().replace('_', ' '));
        body.put("status", status);
        body.put("detail", bounded(refusal.text()));
        body.put("success", 0);
        body.put("code", refusal.code().wireName());
        refusal.field().ifPresent(field -> body.put("field", bounded(field)));
        return body;
    }

    /** Messages quote what came; a body of a megabyte need not come back in its error. */
    private static String bounded(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
    }

    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
