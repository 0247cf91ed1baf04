package io.vitrine.http.explo;

import io.vitrine.http.edge.Reply;
import io.vitrine.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** The {@code success} member of the published API: a number, and always the first member. */
final class Success {
    private Success() {}

    /** A body that says so, for more members to follow. */
    static ObjectNode body() {
        return Json.object().put("success", 1);
    }

    /** The whole answer of a call that answers nothing else. */
    static Reply reply() {
        return Reply.json(body());
    }
}
