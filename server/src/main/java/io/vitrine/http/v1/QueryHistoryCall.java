package io.vitrine.http.v1;

import io.vitrine.http.Guard;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import io.vitrine.member.SignedIn;
import io.vitrine.query.QueryHistory;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/v1/query-history}: what one ran in the SQL editor lately. */
public final class QueryHistoryCall {
    private final QueryHistory history;

    public QueryHistoryCall(QueryHistory history) {
        this.history = history;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/api/v1/query-history", guard.forMember(this::list)));
    }

    private Reply list(SignedIn me, Request request) {
        return V1Replies.list("runs", history.of(me.member().id()), QueryHistoryCall::json);
    }

    private static ObjectNode json(QueryHistory.Run run) {
        ObjectNode json = Json.object()
                .put("at", run.at().toString())
                .put("schema", run.schema())
                .put("customer", run.customer())
                .put("sql", run.sql())
                .put("ms", run.milliseconds());
        run.rows().ifPresentOrElse(rows -> json.put("rows", rows), () -> json.putNull("rows"));
        run.error().ifPresentOrElse(text -> json.put("error", text), () -> json.putNull("error"));
        return json;
    }
}
