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

    public Gate(Router router, RateLimit rateLimit, CrossOrigin crossOrigin) {
        this.router = router;
        this.rateLimit = rateLimit;
        this.crossOrigin = crossOrigin;
    }

    @Override
    public Reply handle(Request request) {
        Reply reply = request.method() == Method.OPTIONS ? dispatch(request) : rateLimit.admit(request, this::dispatch);
        return guarded(request, () -> crossOrigin.share(request, reply));
    }

    private Reply dispatch(Request request) {
        return guarded(request, () -> router.dispatch(request));
    }

    private static Reply guarded(Request request, java.util.function.Supplier<Reply> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            if (refusal.getCause() != null) {
                LOG.warn("{} {}: {}", request.method(), request.path(), refusal.text(), refusal.getCause());
            }
            return ErrorReplies.of(refusal, request.headers());
        } catch (MethodNotAllowed e) {
            String allowed = allowed(e.allowed());
            if (request.method() == Method.OPTIONS) {
                return Reply.empty(204).with("Allow", allowed);
            }
            Refusal refusal = new Refusal(
                    ErrorCode.METHOD_NOT_ALLOWED,
                    request.method() + " is not for " + request.path() + ". It takes " + allowed + ".");
            return ErrorReplies.of(refusal, request.headers()).with("Allow", allowed);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.method(), request.path(), e);
            return ErrorReplies.of(
                    new Refusal(ErrorCode.INTERNAL, "The server failed on this call. Its log says more."),
                    request.headers());
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
