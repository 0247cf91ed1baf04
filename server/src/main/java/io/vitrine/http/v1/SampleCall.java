package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.http.Guard;
import io.vitrine.http.QueryFields;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.query.TableSample;
import java.util.List;

/** {@code GET /api/v1/schemas/{id}/tables/{name}/rows}: what a table looks like. */
public final class SampleCall {
    private static final int USUAL = 50;

    private final TableSample sample;

    public SampleCall(TableSample sample) {
        this.sample = sample;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/api/v1/schemas/{id}/tables/{name}/rows", guard.with(Permission.WRITE_DATA, this::rows)));
    }

    private Reply rows(Caller caller, Request request) {
        QueryFields query = new QueryFields(request);
        return Reply.bytes(
                "application/json",
                sample.rows(
                        caller,
                        new TableSample.Question(
                                V1Replies.id(request),
                                request.pathParameter("name"),
                                query.text("data_source").map(SampleCall::number),
                                query.number("limit", 1, TableSample.MOST_ROWS, USUAL))));
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw QueryFields.invalid("data_source", "takes the id of a data source");
        }
        return Long.parseLong(text);
    }
}
