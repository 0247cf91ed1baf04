package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.DirectoryChange;
import io.vitrine.customer.DirectoryChange.Subject;
import io.vitrine.customer.DirectoryHistory;
import io.vitrine.http.Guard;
import io.vitrine.http.QueryFields;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/changes}: what was done to group tags, levels, portals and end users, and by whom. */
public final class ChangeResource {
    private static final int LARGEST_PAGE = 1_000;
    private static final int USUAL_PAGE = 100;

    private final DirectoryHistory history;

    public ChangeResource(DirectoryHistory history) {
        this.history = history;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/api/v1/changes", guard.with(Permission.READ, this::list)));
    }

    private Reply list(Caller caller, Request request) {
        QueryFields query = new QueryFields(request);
        int limit = query.number("limit", 1, LARGEST_PAGE, USUAL_PAGE);
        List<DirectoryChange> changes =
                history.changes(caller, subject(query), query.text("customer"), V1Replies.cursor(query), limit + 1);
        List<DirectoryChange> shown = changes.size() > limit ? changes.subList(0, limit) : changes;
        ObjectNode body = Json.object();
        ArrayNode array = body.putArray("changes");
        shown.forEach(change -> array.add(json(change)));
        V1Replies.putCursor(
                body,
                changes.size() > limit ? Optional.of(shown.getLast().place().text()) : Optional.empty());
        return Reply.json(body);
    }

    private static Optional<Subject> subject(QueryFields query) {
        return query.text("subject")
                .map(word -> Subject.named(word)
                        .orElseThrow(() -> QueryFields.invalid(
                                "subject", "takes group_tag, levels, portal or end_user, and got \"" + word + "\"")));
    }

    private static ObjectNode json(DirectoryChange change) {
        ObjectNode json = Json.object()
                .put("at", change.at().toString())
                .put("subject", change.subject().word())
                .put("name", change.name());
        change.customer().ifPresentOrElse(id -> json.put("customer", id), () -> json.putNull("customer"));
        json.put("action", change.action()).put("actor", change.actor());
        change.actorName().ifPresentOrElse(name -> json.put("actor_name", name), () -> json.putNull("actor_name"));
        change.before().ifPresentOrElse(fields -> json.set("before", fields), () -> json.putNull("before"));
        change.after().ifPresentOrElse(fields -> json.set("after", fields), () -> json.putNull("after"));
        return json;
    }
}
