package io.vitrine.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vitrine.access.Caller;
import io.vitrine.access.VisibilityGroup;
import io.vitrine.database.Database;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Method;
import io.vitrine.http.edge.Request;
import io.vitrine.member.Device;
import io.vitrine.member.MemberSessions;
import io.vitrine.member.SignedIn;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out which member calls, by the session cookie.
 *
 * <p>A cookie counts only on calls from our own pages: one that changes something must say so by itself. A known session
 * is remembered for one second, so a member who was disabled is out after a second at the latest, on the server where it
 * was done at once.
 */
public final class MemberAuthentication {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST_REMEMBERED = 10_000;
    private static final String GROUP_HEADER = "Vitrine-Visibility-Group";

    private final Database database;
    private final MemberSessions sessions;
    private final OwnAddress address;
    private final Cache<String, SignedIn> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_REMEMBERED)
            .build();

    public MemberAuthentication(Database database, MemberSessions sessions, OwnAddress address) {
        this.database = database;
        this.sessions = sessions;
        this.address = address;
    }

    /**
     * The member of a request that stands on a cookie; absent where there is none.
     *
     * @throws Refusal with {@code CROSS_SITE_REQUEST} where the call may come from another site's page; with
     *     {@code UNAUTHENTICATED} where the session is over
     */
    Optional<SignedIn> signedIn(Request request) {
        return SessionCookie.secret(request).map(secret -> {
            requireOwnPage(request);
            SignedIn remembered = known.getIfPresent(secret);
            if (remembered != null) {
                return remembered;
            }
            SignedIn found = database.withSession(session -> sessions.authenticate(session, secret, device(request)))
                    .orElseThrow(() -> new Refusal(ErrorCode.UNAUTHENTICATED, "Your session is over. Sign in again."));
            known.put(secret, found);
            return found;
        });
    }

    /** The member of a request, or {@code UNAUTHENTICATED}. */
    SignedIn required(Request request) {
        return signedIn(request)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.UNAUTHENTICATED, "This call is for members who have signed in with the console."));
    }

    /** The member as a caller in the data visibility group that the request names, else in the team's first one. */
    Caller caller(SignedIn member, Request request) {
        Optional<String> named = request.headers().first(GROUP_HEADER).filter(name -> !name.isBlank());
        return member.in(
                named.isPresent() ? group(member, named.get()) : member.groups().getFirst());
    }

    /** Forgets what is remembered, so that a change of members counts at once. */
    public void forget() {
        known.invalidateAll();
    }

    /** Where a request came from. */
    public static Device device(Request request) {
        return new Device(
                request.remoteAddress(),
                Requester.of(request.remoteAddress()),
                request.headers().first("User-Agent").orElse(""));
    }

    /** Names beyond Latin-1 do not fit into a header; they come percent-encoded. */
    private static VisibilityGroup group(SignedIn member, String named) {
        return find(member, named)
                .or(() -> decoded(named).flatMap(name -> find(member, name)))
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_PARAMETER,
                        GROUP_HEADER,
                        "There is no data visibility group \"" + named + "\" in your team."));
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<VisibilityGroup> find(SignedIn member, String name) {
        return member.groups().stream()
                .filter(group -> group.name().equals(name))
                .findFirst();
    }

    private void requireOwnPage(Request request) {
        if (request.method() == Method.GET) {
            address.refuseOtherPages(request);
            return;
        }
        address.requireOwnPage(request);
        boolean hasBody = request.headers().first("Transfer-Encoding").isPresent()
                || request.headers()
                        .first("Content-Length")
                        .filter(length -> !length.equals("0"))
                        .isPresent();
        String type = request.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (hasBody && !type.startsWith("application/")) {
            throw new Refusal(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "A call with a session takes a body of the type application/json.");
        }
    }
}
