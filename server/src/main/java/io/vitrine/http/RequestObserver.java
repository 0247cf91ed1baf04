package io.vitrine.http;

import io.vitrine.http.edge.Method;

/** Is told of every request once it is answered; called on the request's own thread, so it must be quick. */
@FunctionalInterface
public interface RequestObserver {
    /** What stands for the route of a request that none has. */
    String NO_ROUTE = "none";

    /**
     * A request that was answered.
     *
     * @param route the route's template, which unlike the path holds neither ids nor tokens
     * @param nanos from the arrival of the headers to the end of the answer's making
     */
    record Answered(Method method, String route, int status, long nanos, String remoteAddress) {}

    void answered(Answered request);
}
