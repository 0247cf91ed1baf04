package io.vitrine.http.edge;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.JsonText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;

/** Hands Jetty's requests to an {@link Endpoint} and its replies to Jetty. */
final class EndpointHandler extends Handler.Abstract {
    private static final int STREAM_BUFFER = 16 * 1024;
    private static final long MOST_DISCARDED = 64L << 20;

    private final Endpoint endpoint;
    private final int maxBodyBytes;

    EndpointHandler(Endpoint endpoint, int maxBodyBytes) {
        this.endpoint = endpoint;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public boolean handle(org.eclipse.jetty.server.Request jetty, Response response, Callback callback)
            throws Exception {
        Request.Headers headers = name -> Optional.ofNullable(jetty.getHeaders().get(name));
        boolean head = jetty.getMethod().equals("HEAD");
        JettyBody body = new JettyBody(jetty);
        Reply reply;
        try {
            Optional<Method> method = method(head ? "GET" : jetty.getMethod());
            if (method.isEmpty()) {
                send(methodUnknown(jetty.getMethod(), headers), false, response, callback);
                return true;
            }
            Request request = new Request(
                    method.get(),
                    jetty.getHttpURI().getPath(),
                    Map.of(),
                    query(jetty),
                    headers,
                    body,
                    todo -> ClientWatch.begin(jetty, todo),
                    org.eclipse.jetty.server.Request.getRemoteAddr(jetty),
                    jetty.isSecure());
            reply = endpoint.handle(request);
        } catch (Refusal refusal) {
            reply = ErrorReplies.of(refusal, headers);
        }
        if (reply instanceof Reply.Whole) {
            body.discardRest();
        }
        try {
            send(reply, head, response, callback);
        } catch (Refusal refusal) {
            if (response.isCommitted()) {
                // Half an answer must not look like a whole one: the connection breaks off.
                callback.failed(refusal);
                return true;
            }
            response.reset();
            send(ErrorReplies.of(refusal, headers), head, response, callback);
        }
        return true;
    }

    private static Optional<Method> method(String name) {
        for (Method method : Method.values()) {
            if (method.name().equals(name)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    private static Reply methodUnknown(String name, Request.Headers headers) {
        String taken = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
        Refusal refusal = new Refusal(
                ErrorCode.METHOD_NOT_ALLOWED,
                "The method " + name + " is not one that this server takes: " + taken + ".");
        return ErrorReplies.of(refusal, headers).with("Allow", taken);
    }

    private static Map<String, List<String>> query(org.eclipse.jetty.server.Request jetty) {
        String query = jetty.getHttpURI().getQuery();
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        Fields fields = new Fields();
        try {
            UrlEncoded.decodeUtf8To(query, fields);
        } catch (RuntimeException e) {
            throw invalidQuery();
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (Fields.Field field : fields) {
            if (!JsonText.isStorable(field.getName())
                    || !field.getValues().stream().allMatch(JsonText::isStorable)) {
                throw invalidQuery();
            }
            parameters.put(field.getName(), List.copyOf(field.getValues()));
        }
        return parameters;
    }

    private static Refusal invalidQuery() {
        return new Refusal(
                ErrorCode.INVALID_PARAMETER, "The query string is not valid percent-encoded UTF-8, or holds a NUL.");
    }

    private static void send(Reply reply, boolean head, Response response, Callback callback) throws IOException {
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
                    OutputStream out = new BufferedOutputStream(Content.Sink.asOutputStream(response), STREAM_BUFFER);
                    streamed.writer().writeTo(out);
                    // Not where that throws: closing sends what there is as if it were all.
                    out.close();
                }
                callback.succeeded();
            }
        }
    }

    /** The body of a request. Its stream is never closed: closing it half read would abort the connection. */
    private final class JettyBody implements Request.Body {
        private final org.eclipse.jetty.server.Request jetty;
        private final InputStream raw;
        private byte @Nullable [] read;

        JettyBody(org.eclipse.jetty.server.Request jetty) {
            this.jetty = jetty;
            this.raw = Content.Source.asInputStream(jetty);
        }

        @Override
        public byte[] bytes() {
            byte[] before = read;
            if (before != null) {
                return before;
            }
            if (jetty.getLength() > maxBodyBytes) {
                throw tooLarge();
            }
            try {
                byte[] body = stream().readNBytes(maxBodyBytes + 1);
                if (body.length > maxBodyBytes) {
                    throw tooLarge();
                }
                read = body;
                return body;
            } catch (IOException | HttpException.RuntimeException e) {
                throw new Refusal(
                        ErrorCode.MALFORMED_JSON,
                        "The body ended before it was complete, or is not encoded as its headers say.");
            }
        }

        @Override
        public InputStream stream() {
            String encoding = Objects.requireNonNullElse(
                            jetty.getHeaders().get(HttpHeader.CONTENT_ENCODING), "identity")
                    .toLowerCase(Locale.ROOT);
            try {
                return switch (encoding) {
                    case "identity" -> raw;
                    case "gzip", "x-gzip" -> new GZIPInputStream(raw, STREAM_BUFFER);
                    default ->
                        throw new Refusal(
                                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                                "The body has the Content-Encoding " + encoding + ". Send it plain, or as gzip.");
                };
            } catch (IOException e) {
                throw new Refusal(ErrorCode.MALFORMED_JSON, "The body is not gzip, as its Content-Encoding says.");
            }
        }

        /**
         * Takes in what nobody read of the body, up to a bound: with bytes under way the connection would be reset, and
         * the client would see that instead of its answer.
         */
        void discardRest() {
            boolean expected = jetty.getHeaders().contains(HttpHeader.EXPECT);
            boolean present = jetty.getLength() > 0 || jetty.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
            if (read != null || expected || !present) {
                return;
            }
            byte[] buffer = new byte[STREAM_BUFFER];
            long discarded = 0;
            try {
                int count = raw.read(buffer);
                while (count >= 0 && discarded < MOST_DISCARDED) {
                    discarded += count;
                    count = raw.read(buffer);
                }
            } catch (IOException | HttpException.RuntimeException e) {
                // The client has gone; sending the answer will say so.
            }
        }

        private Refusal tooLarge() {
            return new Refusal(
                    ErrorCode.BODY_TOO_LARGE,
                    "The body is longer than " + maxBodyBytes + " bytes. Send less, or use the bulk call.");
        }
    }
}
