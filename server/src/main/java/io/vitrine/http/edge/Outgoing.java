package io.vitrine.http.edge;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Hands replies to Jetty. */
final class Outgoing {
    private Outgoing() {}

    /** Sends a reply; a whole one without waiting for the client, a streamed one as the client reads it. */
    static void send(Reply reply, boolean head, Response response, Callback callback) throws IOException {
        response.setStatus(reply.status());
        for (Reply.Header header : reply.headers()) {
            response.getHeaders().add(new HttpField(header.name(), header.value()));
        }
        switch (reply) {
            case Reply.Whole whole -> {
                if (!whole.contentType().isEmpty()) {
                    response.getHeaders().put(HttpHeader.CONTENT_TYPE, whole.contentType());
                }
                if (head) {
                    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, whole.body().length);
                    response.write(true, ByteBuffer.allocate(0), callback);
                } else {
                    response.write(true, ByteBuffer.wrap(whole.body()), callback);
                }
            }
            case Reply.Streamed streamed -> {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, streamed.contentType());
                if (!head) {
                    // Without a size it grows with what is written, on a virtual thread: thousands of embeds stay open.
                    OutputStream out = new BufferedOutputStream(Content.Sink.asOutputStream(response));
                    streamed.writer().writeTo(out);
                    // Not where that throws: closing sends what there is as if it were all.
                    out.close();
                }
                callback.succeeded();
            }
        }
    }
}
