package io.vitrine.http.v1;

import io.vitrine.customer.Cursor;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.QueryFields;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the resources under {@code /api/v1} have in common: numeric ids in paths, lists under their plural, 201. */
final class V1Replies {
    private V1Replies() {}

    /** The {@code {id}} of the path; what is no number is an id that nothing has. */
    static long id(Request request) {
        String text = request.pathParameter("id");
        if (!text.matches("[0-9]{1,18}")) {
            throw new Refusal(
                    ErrorCode.NOT_FOUND, "id", "There is nothing of the id \"" + text + "\": ids are numbers.");
        }
        return Long.parseLong(text);
    }

    /** All things of a kind, under the name of the kind. */
    static <T> Reply list(String name, List<T> things, Function<T, ObjectNode> json) {
        ObjectNode body = Json.object();
        ArrayNode array = body.putArray(name);
        things.forEach(thing -> array.add(json.apply(thing)));
        return Reply.json(body);
    }

    /** Where a part of a list begins: the {@code next_cursor} of the part before it. */
    static Optional<Cursor> cursor(QueryFields query) {
        return query.text("cursor")
                .map(text -> Cursor.parse(text)
                        .orElseThrow(() -> QueryFields.invalid("cursor", "takes the next_cursor of an answer")));
    }

    /** Says where the next part begins; null at the end. */
    static void putCursor(ObjectNode body, Optional<String> cursor) {
        cursor.ifPresentOrElse(text -> body.put("next_cursor", text), () -> body.putNull("next_cursor"));
    }

    /** A thing that was just made, and where it is. */
    static Reply created(String path, long id, ObjectNode json) {
        return Reply.json(201, json).with("Location", path + "/" + id);
    }
}
