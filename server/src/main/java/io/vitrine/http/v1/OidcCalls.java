package io.vitrine.http.v1;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.MemberAuthentication;
import io.vitrine.http.OwnAddress;
import io.vitrine.http.SessionCookie;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.member.oidc.OidcSignIn;
import java.util.List;
import java.util.Optional;

/** Browsers on their way to the identity provider and back. What goes wrong on the way back ends on the sign-in page. */
public final class OidcCalls {
    private static final String PATH = "/api/v1/session/oidc";
    private static final String CALLBACK = PATH + "/callback";
    private static final String COOKIE = "vitrine_oidc";

    private final Optional<OidcSignIn> signIn;
    private final SessionReplies replies;
    private final OwnAddress address;

    public OidcCalls(Optional<OidcSignIn> signIn, SessionReplies replies, OwnAddress address) {
        this.signIn = signIn;
        this.replies = replies;
        this.address = address;
    }

    public List<Route> routes() {
        return List.of(Route.get(PATH, this::begin), Route.get(CALLBACK, this::finish));
    }

    private Reply begin(Request request) {
        OidcSignIn provider = provider();
        String returnTo =
                request.parameter("return_to").filter(OidcCalls::isOwnPath).orElse("/");
        OidcSignIn.Begun begun = provider.begin(address.base(request) + CALLBACK, returnTo);
        return memory(redirect(begun.location()), request, begun.memory(), OidcSignIn.PATIENCE.toSeconds());
    }

    private Reply finish(Request request) {
        OidcSignIn provider = provider();
        Reply reply;
        try {
            if (request.parameter("error").isPresent()) {
                throw new Refusal(ErrorCode.UNAUTHENTICATED, "The identity provider refused.");
            }
            OidcSignIn.Done done = provider.finish(
                    request.parameter("code").orElse(""),
                    request.parameter("state").orElse(""),
                    SessionCookie.read(request, COOKIE).orElse(""),
                    address.base(request) + CALLBACK,
                    MemberAuthentication.device(request));
            reply = replies.withCookie(redirect(done.returnTo()), done.started(), request);
        } catch (Refusal refusal) {
            reply = redirect("/?sign_in_error=" + refusal.code().wireName());
        }
        return memory(reply, request, "", 0);
    }

    private OidcSignIn provider() {
        return signIn.orElseThrow(() -> new Refusal(
                ErrorCode.NOT_FOUND,
                "No identity provider is set up here. Sign in with an e-mail address and a password."));
    }

    /** Comes along when the provider's page sends the browser back, which is why it is not strict. */
    private Reply memory(Reply reply, Request request, String value, long seconds) {
        return reply.with(
                "Set-Cookie",
                COOKIE + "=" + value + "; Path=" + PATH + "; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax"
                        + (address.isSecure(request) ? "; Secure" : ""));
    }

    private static Reply redirect(String location) {
        return Reply.empty(303).with("Location", location).with("Cache-Control", "no-store");
    }

    /** Browsers take a backslash for a slash, and two of them for another host. */
    private static boolean isOwnPath(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
    }
}
