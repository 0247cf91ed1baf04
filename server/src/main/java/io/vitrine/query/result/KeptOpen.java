package io.vitrine.query.result;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An output that its writer cannot close: it belongs to whoever gave it. */
final class KeptOpen extends FilterOutputStream {
    KeptOpen(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
