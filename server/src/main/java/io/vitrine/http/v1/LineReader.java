package io.vitrine.http.v1;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Cuts a stream of bytes into lines, some at a time; blank lines are passed over. */
final class LineReader {
    /** The longest line in bytes: as much as the server takes for one call. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private boolean ended;

    LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next lines, each turned into something; empty at the end of the stream.
     *
     * <p>Answers fewer than {@code most} when at least one line is there and more would have to be waited for, so that a
     * client that waits for results between its lines gets them.
     */
    <T> List<T> next(int most, Function<byte[], T> reader) throws IOException {
        List<T> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (lines.size() < most) {
            if (position == limit) {
                if (ended || (!lines.isEmpty() && line.size() == 0 && in.available() == 0)) {
                    break;
                }
                fill();
                if (ended) {
                    break;
                }
            }
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, position, end - position);
            if (line.size() > MAX_LINE_BYTES) {
                throw new Refusal(
                        ErrorCode.BODY_TOO_LARGE,
                        "A line is longer than " + MAX_LINE_BYTES + " bytes; nothing after it was read.");
            }
            if (end < limit) {
                add(lines, line, reader);
                end++;
            }
            position = end;
        }
        if (ended) {
            add(lines, line, reader);
        }
        return lines;
    }

    private void fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        ended = limit == 0;
    }

    private static <T> void add(List<T> lines, ByteArrayOutputStream line, Function<byte[], T> reader) {
        byte[] bytes = line.toByteArray();
        line.reset();
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                lines.add(reader.apply(bytes));
                return;
            }
        }
    }
}
