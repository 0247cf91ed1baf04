package io.vitrine.http;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Endpoint;
import io.vitrine.http.edge.ErrorReplies;
import io.vitrine.http.edge.MethodNotAllowed;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Router;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way in: routes a request, and turns whatever goes wrong into the one error body. Never throws. */
public final class Gate implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final Router router;

    public Gate(Router router) {
        this.router = router;
    }

    @Override
    public Reply handle(Request request) {
        try {
            return router.dispatch(request);
        } catch (Refusal refusal) {
            if (refusal.getCause() != null) {
                LOG.warn("{} {}: {}", request.method(), request.path(), refusal.text(), refusal.getCause());
            }
            return ErrorReplies.of(refusal, request.headers());
        } catch (MethodNotAllowed e) {
            String allowed = e.allowed().stream().map(Enum::name).collect(Collectors.joining(", "));
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
}
