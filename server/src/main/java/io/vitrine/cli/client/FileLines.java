package io.vitrine.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads a file in batches of lines, and knows where each line ends. */
final class FileLines {
    private static final int MAX_BATCH_BYTES = 8 << 20;

    private final InputStream in;

    FileLines(InputStream in) {
        this.in = in;
    }

    /** A line with its end; blank ones get no answer from the server. */
    record Line(int end, boolean blank) {}

    /** Some lines, as they stand in the file. */
    record Batch(byte[] bytes, List<Line> lines) {}

    /** The next lines; none at the end of the file. */
    Batch next(int mostLines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Line> lines = new ArrayList<>();
        boolean blank = true;
        int lineStart = 0;
        while (lines.size() < mostLines && bytes.size() < MAX_BATCH_BYTES) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            bytes.write(b);
            if (b == '\n') {
                lines.add(new Line(bytes.size(), blank));
                blank = true;
                lineStart = bytes.size();
            } else if (b != ' ' && b != '\t' && b != '\r') {
                blank = false;
            }
        }
        if (bytes.size() > lineStart && lines.size() < mostLines) {
            finishLine(bytes, lines, blank);
        }
        return new Batch(bytes.toByteArray(), lines);
    }

    /** The rest of a line that the bound on bytes cut, or the last one, which has no line feed. */
    private void finishLine(ByteArrayOutputStream bytes, List<Line> lines, boolean blankSoFar) throws IOException {
        boolean blank = blankSoFar;
        for (int b = in.read(); b >= 0; b = in.read()) {
            bytes.write(b);
            if (b == '\n') {
                break;
            }
            blank = blank && (b == ' ' || b == '\t' || b == '\r');
        }
        lines.add(new Line(bytes.size(), blank));
    }
}
