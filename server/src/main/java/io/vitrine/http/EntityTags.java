package io.vitrine.http;

import io.vitrine.dashboard.Precondition;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Request;
import java.util.Optional;

/** Entity tags of things that count their revisions: the number between quotes. */
public final class EntityTags {
    private EntityTags() {}

    public static String of(long revision) {
        return "\"" + revision + "\"";
    }

    /** What {@code If-Match} demands. */
    public static Precondition precondition(Request request) {
        Optional<String> header = request.headers().first("If-Match").map(String::strip);
        if (header.isEmpty()) {
            return new Precondition.None();
        }
        String tag = header.get();
        if (tag.equals("*")) {
            return new Precondition.Any();
        }
        if (!tag.matches("\"[0-9]{1,18}\"")) {
            throw new Refusal(
                    ErrorCode.PRECONDITION_FAILED,
                    "If-Match",
                    "If-Match takes an ETag that this server gave, such as \"3\" with its quotes; " + tag
                            + " is none.");
        }
        return new Precondition.Revision(Long.parseLong(tag.substring(1, tag.length() - 1)));
    }
}
