package io.vitrine.http.embed;

import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Endpoint;
import io.vitrine.http.edge.ErrorReplies;
import io.vitrine.http.edge.Method;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import java.util.List;
import java.util.Optional;

/**
 * Lets the pages around embeds read what viewers' calls answer.
 *
 * <p>Any origin gets the headers: whether a page may show an embed is decided by its session, before there is anything to
 * read, and a page that may not can still say why. No cookie is ever involved.
 */
final class CrossOriginCalls {
    private CrossOriginCalls() {}

    /** A call with its preflight. */
    static List<Route> routes(Method method, String template, Endpoint call) {
        return List.of(
                new Route(method, template, request -> shared(request, answer(call, request))),
                new Route(Method.OPTIONS, template, request -> preflight(request, method)));
    }

    private static Reply answer(Endpoint call, Request request) {
        try {
            return call.handle(request);
        } catch (Refusal refusal) {
            return ErrorReplies.of(refusal, request.headers());
        }
    }

    private static Reply preflight(Request request, Method method) {
        return shared(request, Reply.empty(204))
                .with("Access-Control-Allow-Methods", method.name())
                .with("Access-Control-Allow-Headers", "Authorization, Content-Type, " + ViewerRequests.FRAME_HEADER)
                .with("Access-Control-Max-Age", "7200");
    }

    private static Reply shared(Request request, Reply reply) {
        Reply varying = reply.with("Vary", "Origin").with("Cache-Control", "no-store");
        Optional<String> origin = request.headers().first("Origin");
        return origin.isEmpty()
                ? varying
                : varying.with("Access-Control-Allow-Origin", origin.get())
                        .with("Access-Control-Expose-Headers", "Retry-After");
    }
}
