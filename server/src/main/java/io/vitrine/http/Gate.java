package io.vitrine.http;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Endpoint;
import io.vitrine.http.edge.ErrorReplies;
import io.vitrine.http.edge.Method;
import io.vitrine.http.edge.MethodNotAllowed;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in: counts a call against its requester's limit, routes it, and turns whatever goes wrong into the one error
 * body. Never throws.
 */
public final class Gate implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final Router router;
    private final RateLimit rateLimit;
    private final CrossOrigin crossOrigin;
    private final List<RequestObserver> observers;

    public Gate(Router router, RateLimit rateLimit, CrossOrigin crossOrigin, List<RequestObserver> observers) {
        this.router = router;
        this.rateLimit = rateLimit;
        this.crossOrigin = crossOrigin;
        this.observers = List.copyOf(observers);
    }

    @Override
    public Reply handle(Request request) {
        long start = System.nanoTime();
        Call call = call(request);
        Reply reply = request.method() == Method.OPTIONS
                ? call.endpoint().handle(request)
                : rateLimit.admit(request, call.endpoint());
        Reply shared = guarded(request, call.route(), () -> crossOrigin.share(request, reply));
        return observed(request, call.route(), shared, start);
    }

    /** What answers a request: an endpoint that does not throw, and the route's template. */
    private record Call(String route, Endpoint endpoint) {}

    private Call call(Request request) {
        try {
            Router.Match match = router.match(request);
            String route = match.route().template();
            return new Call(route, ignored -> guarded(request, route, match::answer));
        } catch (RuntimeException e) {
            return new Call(RequestObserver.NO_ROUTE, ignored -> failure(request, RequestObserver.NO_ROUTE, e));
        }
    }

    private static Reply guarded(Request request, String route, Supplier<Reply> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return failure(request, route, e);
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
            case MethodNotAllowed other -> notAllowed(request, allowed(other.allowed()));
            default -> {
                LOG.error("{} {} failed", request.method(), route, failure);
                yield ErrorReplies.of(
                        new Refusal(ErrorCode.INTERNAL, "The server failed on this call. Its log says more."),
                        request.headers());
            }
        };
    }

    private static Reply notAllowed(Request request, String allowed) {
        if (request.method() == Method.OPTIONS) {
            return Reply.empty(204).with("Allow", allowed);
        }
        Refusal refusal = new Refusal(
                ErrorCode.METHOD_NOT_ALLOWED,
                request.method() + " is not for " + request.path() + ". It takes " + allowed + ".");
        return ErrorReplies.of(refusal, request.headers()).with("Allow", allowed);
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

    private static String allowed(List<Method> methods) {
        List<String> names = new ArrayList<>();
        for (Method method : methods) {
            names.add(method.name());
            if (method == Method.GET) {
                names.add("HEAD");
            }
        }
        names.add("OPTIONS");
        return String.join(", ", names);
    }
}
