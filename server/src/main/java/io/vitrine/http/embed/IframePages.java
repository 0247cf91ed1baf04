package io.vitrine.http.embed;

import io.vitrine.access.Origin;
import io.vitrine.dashboard.EmbedId;
import io.vitrine.embed.EmbedSession;
import io.vitrine.embed.EmbedSessions;
import io.vitrine.embed.EmbedSessions.Wanted;
import io.vitrine.embed.FrameSeal;
import io.vitrine.embed.ViewerToken;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.ErrorReplies;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The pages for iframes: {@code /iframe/<jwt>[/<environment>]} and {@code /iframe/<embed_id>/<token>[/<environment>]}.
 *
 * <p>A page is nothing but the dashboard's element. Which pages may frame it is said to the browser, and sealed into the
 * element for the calls that it makes.
 */
public final class IframePages {
    private static final int CUSTOMER_TOKEN_LENGTH = 64;

    private final EmbedSessions sessions;
    private final FrameSeal seals;

    public IframePages(EmbedSessions sessions, FrameSeal seals) {
        this.sessions = sessions;
        this.seals = seals;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/iframe/{first}", request -> page(request, jwt(request), Optional.empty())),
                Route.get("/iframe/{first}/{second}", this::twoParts),
                Route.get(
                        "/iframe/{first}/{second}/{environment}",
                        request -> page(
                                request, customerToken(request), Optional.of(request.pathParameter("environment")))));
    }

    /** A customer token with its dashboard, or an embed token with its environment: an embed id has no dots. */
    private Reply twoParts(Request request) {
        String second = request.pathParameter("second");
        boolean customer =
                EmbedId.isWellFormed(request.pathParameter("first")) && second.length() == CUSTOMER_TOKEN_LENGTH;
        return customer
                ? page(request, customerToken(request), Optional.empty())
                : page(request, jwt(request), Optional.of(second));
    }

    private static IframeHtml.Token jwt(Request request) {
        return new IframeHtml.Token("dash-jwt", request.pathParameter("first"));
    }

    private static IframeHtml.Token customerToken(Request request) {
        return new IframeHtml.Token(
                "dash-customer-token", request.pathParameter("first") + ":" + request.pathParameter("second"));
    }

    private Reply page(Request request, IframeHtml.Token token, Optional<String> environment) {
        try {
            EmbedSession session =
                    sessions.open(new Wanted(ViewerToken.of(token.value()), environment, Optional.empty()));
            if (session.origins().bound().isPresent() && isOpenedAlone(request)) {
                throw new Refusal(
                        ErrorCode.ORIGIN_NOT_ALLOWED,
                        "This dashboard may only be shown inside the site it was made for.");
            }
            Optional<List<Origin>> ancestors = session.origins().allowed();
            return html(200, IframeHtml.dashboard(token, environment, seals.seal(ancestors)), ancestors);
        } catch (Refusal refusal) {
            return refusal.code() == ErrorCode.EXPIRED_EMBED_TOKEN
                    // The page around the frame may hand in a new token without loading the frame again.
                    ? html(
                            200,
                            IframeHtml.dashboard(token, environment, seals.seal(Optional.empty())),
                            Optional.empty())
                    : html(ErrorReplies.status(refusal.code()), IframeHtml.error(refusal.text()), Optional.empty());
        }
    }

    private static boolean isOpenedAlone(Request request) {
        return request.headers()
                .first("Sec-Fetch-Dest")
                .filter("document"::equals)
                .isPresent();
    }

    private static Reply html(int status, String html, Optional<List<Origin>> ancestors) {
        return Reply.text(status, "text/html; charset=utf-8", html)
                .with("Content-Security-Policy", IframeHtml.policy(frameAncestors(ancestors)))
                .with("Referrer-Policy", "no-referrer")
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff")
                .with("X-Robots-Tag", "noindex");
    }

    private static String frameAncestors(Optional<List<Origin>> ancestors) {
        return ancestors
                .map(origins -> origins.isEmpty()
                        ? "'none'"
                        : origins.stream().map(Origin::text).collect(Collectors.joining(" ")))
                .orElse("*");
    }
}
