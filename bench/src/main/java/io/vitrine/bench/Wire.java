package io.vitrine.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One keep-alive connection that sends a request and reads the whole answer, with as little work as it takes: what
 * measures latencies must not add to them. Not safe for use by more than one thread.
 */
final class Wire implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer;

    Wire(Calls calls) throws IOException {
        this(calls, 1 << 16);
    }

    /** @param bufferBytes of each of its two buffers: thousands of connections want small ones */
    Wire(Calls calls, int bufferBytes) throws IOException {
        buffer = new byte[bufferBytes];
        socket = new Socket(InetAddress.getByName(calls.host()), calls.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), bufferBytes);
    }

    /**
     * An answer without its body.
     *
     * @param bytes of the body
     * @param lines in the body
     * @param end of the body, at most as much as one read gives: what an error says
     */
    record Answer(int status, long bytes, long lines, String end) {}

    /** The bytes of a request with a JSON body. */
    static byte[] post(String path, String token, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + content.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }

    Answer exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String statusLine = line();
        int status = Integer.parseInt(statusLine.substring(9, 12));
        long length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                chunked = true;
            }
        }
        long bytes = 0;
        long lines = 0;
        if (!chunked) {
            long counted = skip(length);
            return new Answer(status, length, counted, end(status, length));
        }
        while (true) {
            long chunk = Long.parseLong(line().strip(), 16);
            lines += skip(chunk);
            bytes += chunk;
            line();
            if (chunk == 0) {
                return new Answer(status, bytes, lines, end(status, bytes));
            }
        }
    }

    private String end(int status, long bytes) {
        return status < 400 ? "" : new String(buffer, 0, (int) Math.min(bytes, 1000), StandardCharsets.UTF_8);
    }

    /** Reads that many bytes and counts the line feeds among them. */
    private long skip(long bytes) throws IOException {
        long lines = 0;
        for (long left = bytes; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("the answer ended early");
            }
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    lines++;
                }
            }
            left -= read;
        }
        return lines;
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
