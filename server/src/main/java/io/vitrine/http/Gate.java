package io.vitrine.http;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Endpoint;
import io.vitrine.http.edge.ErrorReplies;
import io.vitrine.http.edge.MethodNotAllowed;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Router;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way in: routes a request, and turns whatever goes wrong into the one error body. Never throws. */
public final class Gate implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final Router router;
    private final List<RequestObserver> observers;

    public Gate(Router router, List<RequestObserver> observers) {
        this.router = router;
        this.observers = List.copyOf(observers);
    }

    @Override
    public Reply handle(Request request) {
        long start = System.nanoTime();
        String route = RequestObserver.NO_ROUTE;
        Reply reply;
        try {
            Router.Match match = router.match(request);
            route = match.route().template();
            reply = match.answer();
        } catch (RuntimeException e) {
            reply = failure(request, route, e);
        }
        return observed(request, route, reply, start);
    }

    /** The reply, observed now or, where it is streamed, when its last byte is written. */
    private Reply observed(Request request, String route, Reply reply, long start) {
        return switch (reply) {
            case Reply.Whole whole -> {
                tell(request, route, whole, start);
                yield whole;
            }
            case Reply.Streamed streamed ->
                new Reply.Streamed(streamed.status(), streamed.headers(), streamed.contentType(), out -> {
                    try {
                        streamed.writer().writeTo(out);
                    } finally {
                        tell(request, route, streamed, start);
                    }
                });
        };
    }

    private void tell(Request request, String route, Reply reply, long start) {
        RequestObserver.Answered answered = new RequestObserver.Answered(
                request.method(), route, reply.status(), System.nanoTime() - start, request.remoteAddress());
        for (RequestObserver observer : observers) {
            observer.answered(answered);
        }
    }

    /** The route and not the path goes to the log, because paths of embeds hold tokens. */
    private static Reply failure(Request request, String route, RuntimeException failure) {
        return switch (failure) {
            case Refusal refusal -> {
                if (refusal.getCause() != null) {
                    LOG.warn("{} {}: {}", request.method(), route, refusal.text(), refusal.getCause());
                }
                yield ErrorReplies.of(refusal, request.headers());
            }
            case MethodNotAllowed notAllowed -> {
                String allowed = notAllowed.allowed().stream().map(Enum::name).collect(Collectors.joining(", "));
                Refusal refusal = new Refusal(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        request.method() + " is not for " + request.path() + ". It takes " + allowed + ".");
                yield ErrorReplies.of(refusal, request.headers()).with("Allow", allowed);
            }
            default -> {
                LOG.error("{} {} failed", request.method(), route, failure);
                yield ErrorReplies.of(
                        new Refusal(ErrorCode.INTERNAL, "The server failed on this call. Its log says more."),
                        request.headers());
            }
        };
    }
}
