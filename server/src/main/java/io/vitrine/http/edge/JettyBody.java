package io.vitrine.http.edge;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/** The body of a request. Its stream is never closed: closing it half read would abort the connection. */
final class JettyBody implements Request.Body {
    private static final int STREAM_BUFFER = 16 * 1024;
    private static final long MOST_DISCARDED = 64L << 20;

    private final org.eclipse.jetty.server.Request jetty;
    private final int maxBytes;
    private final InputStream raw;
    private byte @Nullable [] read;

    JettyBody(org.eclipse.jetty.server.Request jetty, int maxBytes) {
        this.jetty = jetty;
        this.maxBytes = maxBytes;
        this.raw = Content.Source.asInputStream(jetty);
    }

    @Override
    public byte[] bytes() {
        byte[] before = read;
        if (before != null) {
            return before;
        }
        if (jetty.getLength() > maxBytes) {
            throw tooLarge();
        }
        try {
            byte[] body = stream().readNBytes(mostBytes());
            if (body.length > maxBytes) {
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
        String encoding = Objects.requireNonNullElse(jetty.getHeaders().get(HttpHeader.CONTENT_ENCODING), "identity")
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
     * How much to read: the length where the head gives it, so that a short body gets an array of its size, else one more
     * than is allowed. Of a compressed body the length says nothing.
     */
    private int mostBytes() {
        boolean known = jetty.getLength() >= 0 && !jetty.getHeaders().contains(HttpHeader.CONTENT_ENCODING);
        return known ? (int) jetty.getLength() : maxBytes + 1;
    }

    /**
     * Takes in what nobody read of the body, up to a bound: with bytes under way the connection would be reset, and
     * the client would see that instead of its answer.
     */
    void discardRest() {
        if (read != null || isNotSent()) {
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

    /**
     * Takes in the body as {@link #discardRest()} does, without a thread that waits for what is still to come.
     *
     * @param then what goes on after it, on the thread that read the last of it
     */
    void discardAll(Runnable then) {
        if (isNotSent()) {
            then.run();
        } else {
            discard(0, then);
        }
    }

    private void discard(long before, Runnable then) {
        long discarded = before;
        while (discarded < MOST_DISCARDED) {
            Content.Chunk chunk = jetty.read();
            if (chunk == null) {
                long soFar = discarded;
                jetty.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, () -> discard(soFar, then)));
                return;
            }
            discarded += chunk.remaining();
            boolean last = chunk.isLast() || Content.Chunk.isFailure(chunk);
            chunk.release();
            if (last) {
                break;
            }
        }
        then.run();
    }

    /** Whether no body follows the head, or only once the client is told to send it. */
    private boolean isNotSent() {
        boolean present = jetty.getLength() > 0 || jetty.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        return !present || jetty.getHeaders().contains(HttpHeader.EXPECT);
    }

    private Refusal tooLarge() {
        return new Refusal(
                ErrorCode.BODY_TOO_LARGE,
                "The body is longer than " + maxBytes + " bytes. Send less, or use the bulk call.");
    }
}
