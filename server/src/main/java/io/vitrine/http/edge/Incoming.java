package io.vitrine.http.edge;

import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** A request of Jetty that has been let in, with what answers it. */
final class Incoming extends Request.Wrapper {
    private final io.vitrine.http.edge.Request request;
    private final Endpoint endpoint;
    private final JettyBody body;

    Incoming(Request jetty, io.vitrine.http.edge.Request request, Endpoint endpoint, JettyBody body) {
        super(jetty);
        this.request = request;
        this.endpoint = endpoint;
        this.body = body;
    }

    /**
     * The endpoint's answer.
     *
     * @param seen this request as what stands between the entrance and the endpoint has made it: compression gives
     *     entity tags a suffix on their way out, and takes it away on their way in
     */
    Reply answer(Request seen) {
        return endpoint.handle(request.withHeaders(
                name -> Optional.ofNullable(seen.getHeaders().get(name))));
    }

    io.vitrine.http.edge.Request.Headers headers() {
        return request.headers();
    }

    JettyBody body() {
        return body;
    }

    /** Whether the client wants the headers of the answer alone. */
    boolean isHead() {
        return getMethod().equals("HEAD");
    }
}
