package io.vitrine.http;

import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import java.time.Duration;
import java.util.Optional;

/** The cookie that a member's browser carries; no script can read it, and no other site can make a browser send it. */
public final class SessionCookie {
    static final String NAME = "vitrine_session";

    private final OwnAddress address;

    public SessionCookie(OwnAddress address) {
        this.address = address;
    }

    /** What the cookie of that name holds. */
    public static Optional<String> read(Request request, String name) {
        return request.headers().first("Cookie").flatMap(header -> {
            for (String pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                    return Optional.of(pair.substring(equals + 1).strip());
                }
            }
            return Optional.empty();
        });
    }

    /** The session's secret, where it is what the request stands on: a token in a header goes first. */
    static Optional<String> secret(Request request) {
        return Authentication.hasToken(request) ? Optional.empty() : read(request, NAME);
    }

    static boolean isAlone(Request request) {
        return secret(request).isPresent();
    }

    /** The reply, after which the browser carries the secret. */
    public Reply give(Reply reply, Request request, String secret, Duration longest) {
        return set(reply, request, secret, longest.toSeconds());
    }

    /** The reply, after which the browser carries nothing. */
    public Reply takeAway(Reply reply, Request request) {
        return set(reply, request, "", 0);
    }

    private Reply set(Reply reply, Request request, String value, long seconds) {
        return reply.with(
                "Set-Cookie",
                NAME + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                        + (address.isSecure(request) ? "; Secure" : ""));
    }
}
