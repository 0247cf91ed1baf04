package io.vitrine.http.edge;

import io.vitrine.error.Refusal;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Has the endpoint answer that {@link EntranceHandler} found for a request, and hands its reply to Jetty. */
final class EndpointHandler extends Handler.Abstract {
    @Override
    public boolean handle(Request jetty, Response response, Callback callback) throws Exception {
        Incoming incoming = Request.as(jetty, Incoming.class);
        Reply reply = incoming.answer(jetty);
        if (reply instanceof Reply.Whole) {
            incoming.body().discardRest();
        }
        try {
            Outgoing.send(reply, incoming.isHead(), response, callback);
        } catch (Refusal refusal) {
            if (response.isCommitted()) {
                // Half an answer must not look like a whole one: the connection breaks off.
                callback.failed(refusal);
                return true;
            }
            response.reset();
            Reply.Whole instead = ErrorReplies.of(refusal, incoming.headers());
            Outgoing.send(instead, incoming.isHead(), response, callback);
        }
        return true;
    }
}
