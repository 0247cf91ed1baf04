package io.vitrine.http.edge;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.util.URIUtil;

/** Percent-encoding of path segments: a plus sign stays a plus sign, unlike in a query. */
final class PercentEncoding {
    private PercentEncoding() {}

    static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return URIUtil.decodePath(segment);
        } catch (RuntimeException e) {
            throw new Refusal(
                    ErrorCode.NOT_FOUND,
                    "The path is not valid percent-encoded " + StandardCharsets.UTF_8.name() + ".");
        }
    }
}
