package io.vitrine.http.edge;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors that Jetty itself finds, such as a request line that does not parse: our body, no stack trace, no page. */
final class PlainErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Refusal refusal = switch (status) {
            case 408 -> new Refusal(ErrorCode.INVALID_PARAMETER, "The request did not arrive in time.");
            case 414 ->
                new Refusal(ErrorCode.INVALID_PARAMETER, "The URL is longer than the server takes. Shorten it.");
            case 431 ->
                new Refusal(ErrorCode.INVALID_PARAMETER, "The headers are longer than the server takes together.");
            case 413 -> new Refusal(ErrorCode.BODY_TOO_LARGE, "The request is longer than the server takes.");
            case 426, 505 -> new Refusal(ErrorCode.INVALID_PARAMETER, "The server speaks HTTP/1.1; send that.");
            case 503 -> new Refusal(ErrorCode.OVERLOADED, "The server is stopping. Try again soon.");
            default ->
                status >= 500
                        ? new Refusal(ErrorCode.INTERNAL, "The server failed. The log says more.")
                        : new Refusal(
                                ErrorCode.INVALID_PARAMETER, "The request is not valid HTTP" + because(request) + ".");
        };
        Reply.Whole reply = ErrorReplies.of(refusal, name -> Optional.empty());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
        // Jetty hangs up after most of these; a client that is not told would send its next request into nothing.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
        return true;
    }

    /** What Jetty found, in its own fixed words. */
    private static String because(Request request) {
        return request.getAttribute(ERROR_EXCEPTION) instanceof HttpException found && found.getReason() != null
                ? ": " + found.getReason()
                : "";
    }
}
