package io.vitrine.http.edge;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.JsonText;
import org.eclipse.jetty.util.URIUtil;

/** Percent-encoding of path segments: a plus sign stays a plus sign, unlike in a query. */
final class PercentEncoding {
    /** What a lenient decoder puts in the place of bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private PercentEncoding() {}

    static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            String decoded = URIUtil.decodePath(segment);
            if (JsonText.isStorable(decoded) && decoded.indexOf(REPLACEMENT) < 0) {
                return decoded;
            }
        } catch (RuntimeException e) {
            // Said below, with the other ways of being wrong.
        }
        throw new Refusal(ErrorCode.INVALID_PARAMETER, "The path is not valid percent-encoded UTF-8, or holds a NUL.");
    }
}
