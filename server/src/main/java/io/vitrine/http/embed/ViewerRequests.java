package io.vitrine.http.embed;

import io.vitrine.access.Origin;
import io.vitrine.embed.EmbedSessions.Wanted;
import io.vitrine.embed.FrameSeal;
import io.vitrine.embed.Page;
import io.vitrine.embed.ViewerToken;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.BodyFields;
import io.vitrine.http.edge.Request;
import java.util.Optional;

/** Reads who looks, and from which page, out of a viewer's request. */
final class ViewerRequests {
    /** Carries the seal of an iframe page. */
    static final String FRAME_HEADER = "Vitrine-Frame";

    private static final String SCHEME = "bearer ";

    private final FrameSeal seals;

    ViewerRequests(FrameSeal seals) {
        this.seals = seals;
    }

    /** What a call with a body wants. */
    static Wanted wanted(Request request, BodyFields body) {
        return new Wanted(token(request), body.name("environment"), body.text("dashboard"));
    }

    /** What a call without a body wants. */
    static Wanted wanted(Request request) {
        return new Wanted(token(request), request.parameter("environment"), request.parameter("dashboard"));
    }

    /**
     * The viewer's token.
     *
     * @throws Refusal with {@code UNAUTHENTICATED} where there is none
     */
    private static ViewerToken token(Request request) {
        String header =
                request.headers().first("Authorization").map(String::strip).orElse("");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Refusal(
                    ErrorCode.UNAUTHENTICATED,
                    "No viewer's token was given. Send the header \"Authorization: Bearer <embed token>\".");
        }
        return ViewerToken.of(header.substring(SCHEME.length()).strip());
    }

    /** The page that the request comes from. */
    Page page(Request request) {
        Optional<Origin> origin = request.headers().first("Origin").flatMap(Origin::ofText);
        boolean own = origin.map(from -> isOwn(request, from)).orElseGet(() -> isSameOrigin(request));
        if (own) {
            Optional<Page> framed =
                    request.headers().first(FRAME_HEADER).flatMap(seals::open).map(Page.class::cast);
            return framed.or(() -> origin.or(() -> ownOrigin(request)).map(Page.Of::new))
                    .orElseGet(Page.Unknown::new);
        }
        return origin.<Page>map(Page.Of::new).orElseGet(Page.Unknown::new);
    }

    /** Browsers send no Origin with a GET to the page's own server; they say so in another header. */
    private static boolean isSameOrigin(Request request) {
        return request.headers()
                .first("Sec-Fetch-Site")
                .filter("same-origin"::equals)
                .isPresent();
    }

    private static boolean isOwn(Request request, Origin origin) {
        return ownOrigin(request).filter(origin::equals).isPresent();
    }

    private static Optional<Origin> ownOrigin(Request request) {
        String scheme = request.secure() ? "https" : "http";
        return request.headers().first("Host").flatMap(host -> Origin.ofText(scheme + "://" + host));
    }
}
