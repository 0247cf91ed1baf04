package io.vitrine.http;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Entrance;
import io.vitrine.http.edge.ErrorReplies;
import io.vitrine.http.edge.Method;
import io.vitrine.http.edge.MethodNotAllowed;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in: lets the call in where there is room, counts it, routes it, turns whatever goes wrong into the one error
 * body, and says which pages may read the answer. Never throws.
 */
public final class Gate implements Entrance {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final Router router;
    private final RateLimit rateLimit;
    private final Admission admission;
    private final CrossOrigin crossOrigin;
    private final List<RequestObserver> observers;

    public Gate(
            Router router,
            RateLimit rateLimit,
            Admission admission,
            CrossOrigin crossOrigin,
            List<RequestObserver> observers) {
        this.router = router;
        this.rateLimit = rateLimit;
        this.admission = admission;
        this.crossOrigin = crossOrigin;
        this.observers = List.copyOf(observers);
    }

    @Override
    public Entry enter(Request request) {
        long start = System.nanoTime();
        Optional<Admission.Place> free = admission.enter(request.path());
        if (free.isEmpty()) {
            Reply.Whole reply = tooBusy(request);
            tell(request, RequestObserver.NO_ROUTE, reply, start);
            return new Entry.TurnedAway(reply);
        }
        Admission.Place place = free.get();
        return new Entry.LetIn(
                admitted -> {
                    Reply reply = handle(admitted.withClient(place.watched(admitted.client())), start);
                    if (reply instanceof Reply.Streamed) {
                        // From here on it goes as fast as its client reads, or tells an open embed of changes for
                        // hours.
                        place.close();
                    }
                    return reply;
                },
                place::close);
    }

    private Reply handle(Request request, long start) {
        Target target = target(request);
        Reply reply = request.method() == Method.OPTIONS
                ? answer(request, target)
                : rateLimit.admit(request, admitted -> answer(admitted, target));
        Reply shared = guarded(request, target, () -> crossOrigin.share(request, reply));
        return observed(request, target.route(), shared, start);
    }

    private static Reply.Whole tooBusy(Request request) {
        Refusal refusal = Refusal.until(
                ErrorCode.OVERLOADED,
                "The server has all the work that it can do in good time. Try again in a second.",
                Duration.ofSeconds(1));
        Reply.Whole reply = ErrorReplies.of(refusal, request.headers());
        // It tells nothing of anybody, so any page may read it.
        return request.headers()
                .first("Origin")
                .map(origin -> reply.with("Access-Control-Allow-Origin", origin)
                        .with("Access-Control-Expose-Headers", "Retry-After")
                        .with("Vary", "Origin"))
                .orElse(reply);
    }

    /** Where a request goes: the template of its route, and what answers it or throws. */
    private record Target(String route, Supplier<Reply> answer) {}

    private Target target(Request request) {
        try {
            Router.Match match = router.match(request);
            return new Target(match.route().template(), match::answer);
        } catch (RuntimeException e) {
            return new Target(RequestObserver.NO_ROUTE, () -> {
                throw e;
            });
        }
    }

    private static Reply answer(Request request, Target target) {
        return guarded(request, target, target.answer());
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
    private static Reply guarded(Request request, Target target, Supplier<Reply> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            if (refusal.getCause() != null) {
                LOG.warn("{} {}: {}", request.method(), target.route(), refusal.text(), refusal.getCause());
            }
            return ErrorReplies.of(refusal, request.headers());
        } catch (MethodNotAllowed e) {
            return notAllowed(request, allowed(e.allowed()));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.method(), target.route(), e);
            return ErrorReplies.of(
                    new Refusal(ErrorCode.INTERNAL, "The server failed on this call. Its log says more."),
                    request.headers());
        }
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
