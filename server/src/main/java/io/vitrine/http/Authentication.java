package io.vitrine.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vitrine.access.ApiToken;
import io.vitrine.access.ApiTokenUse;
import io.vitrine.access.ApiTokens;
import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.database.Database;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Request;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds out who calls, by the API token in {@code Explo-Authorization} or {@code Authorization}, else by a member's
 * session.
 *
 * <p>A known token is remembered for one second, so that busy clients do not cost a query a call; a revoked token is
 * therefore dead after a second at the latest, on the server that revoked it at once.
 */
public final class Authentication {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST_REMEMBERED = 10_000;

    private final Database database;
    private final ApiTokens tokens;
    private final ApiTokenUse use;
    private final AllowedOrigins origins;
    private final MemberAuthentication members;
    private final Cache<String, ApiToken> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_REMEMBERED)
            .build();

    public Authentication(
            Database database,
            ApiTokens tokens,
            ApiTokenUse use,
            AllowedOrigins origins,
            MemberAuthentication members) {
        this.database = database;
        this.tokens = tokens;
        this.use = use;
        this.origins = origins;
        this.members = members;
    }

    /**
     * The caller of a request.
     *
     * @throws Refusal with {@code UNAUTHENTICATED} without a known token or session; with {@code BROWSER_ORIGIN_REFUSED} where a
     *     token that can write comes from a page whose origin the team has not listed
     */
    public Caller caller(Request request) {
        Optional<Caller> member = members.signedIn(request).map(one -> members.caller(one, request));
        return member.orElseGet(() -> tokenCaller(request));
    }

    private Caller tokenCaller(Request request) {
        ApiToken token = token(request);
        Caller caller = token.caller();
        Optional<String> origin = request.headers().first("Origin");
        if (origin.isPresent() && caller.may(Permission.WRITE) && !origins.isListed(origin.get())) {
            throw new Refusal(
                    ErrorCode.BROWSER_ORIGIN_REFUSED,
                    "A token that can write came from a browser, on a page of " + origin.get()
                            + ". Keep such tokens on your server; if this page must call the API itself, list its"
                            + " origin for the team.");
        }
        return caller;
    }

    /** Forgets what is remembered, so that a token that was just revoked is dead at once. */
    public void forget() {
        known.invalidateAll();
        members.forget();
    }

    private ApiToken token(Request request) {
        String secret = secret(request)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.UNAUTHENTICATED,
                        "No API token was given. Send the header \"Explo-Authorization: Token <your token>\"."));
        ApiToken remembered = known.getIfPresent(secret);
        if (remembered != null) {
            return remembered;
        }
        ApiToken token = database.withSession(session -> tokens.authenticate(session, secret))
                .orElseThrow(
                        () -> new Refusal(ErrorCode.UNAUTHENTICATED, "The API token is unknown here, or was revoked."));
        known.put(secret, token);
        use.used(token);
        return token;
    }

    static boolean hasToken(Request request) {
        return secret(request).isPresent();
    }

    private static Optional<String> secret(Request request) {
        return request.headers()
                .first("Explo-Authorization")
                .or(() -> request.headers().first("Authorization"))
                .map(Authentication::withoutScheme)
                .filter(secret -> !secret.isEmpty());
    }

    /** The token behind {@code Token } or {@code Bearer }; a bare token too, as some published snippets send it. */
    private static String withoutScheme(String header) {
        String value = header.strip();
        for (String scheme : new String[] {"token ", "bearer "}) {
            if (value.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return value.substring(scheme.length()).strip();
            }
        }
        return value;
    }
}
