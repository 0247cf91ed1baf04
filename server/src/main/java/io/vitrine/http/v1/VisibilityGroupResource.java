package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.access.VisibilityGroup;
import io.vitrine.access.VisibilityGroups;
import io.vitrine.database.Database;
import io.vitrine.http.Authentication;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/visibility-groups}: the team's data visibility groups. */
public final class VisibilityGroupResource {
    private static final String PATH = "/api/v1/visibility-groups";

    private final Database database;
    private final IdempotentCalls idempotent;
    private final VisibilityGroups groups;
    private final Authentication authentication;

    public VisibilityGroupResource(
            Database database, IdempotentCalls idempotent, VisibilityGroups groups, Authentication authentication) {
        this.database = database;
        this.idempotent = idempotent;
        this.groups = groups;
        this.authentication = authentication;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get(PATH, guard.with(Permission.READ_SETUP, this::list)),
                Route.post(PATH, guard.with(Permission.ADMINISTER, this::create)),
                Route.get(PATH + "/{id}", guard.with(Permission.READ_SETUP, this::get)),
                Route.patch(PATH + "/{id}", guard.with(Permission.ADMINISTER, this::rename)),
                Route.delete(PATH + "/{id}", guard.with(Permission.ADMINISTER, this::delete)));
    }

    private Reply list(Caller caller, Request request) {
        return V1Replies.list(
                "visibility_groups",
                database.withSession(session -> groups.list(session, caller.teamId())),
                VisibilityGroupResource::json);
    }

    private Reply create(Caller caller, Request request) {
        Reply reply = idempotent.run(request, caller, session -> {
            String name = BodyFields.of(request).requiredName("name");
            VisibilityGroup group = groups.create(session, caller.teamId(), name);
            return V1Replies.created(PATH, group.id(), json(group));
        });
        // Members carry the groups that they may act in.
        authentication.forget();
        return reply;
    }

    private Reply get(Caller caller, Request request) {
        long id = V1Replies.id(request);
        return Reply.json(json(database.withSession(session -> groups.get(session, caller.teamId(), id))));
    }

    private Reply rename(Caller caller, Request request) {
        long id = V1Replies.id(request);
        String name = BodyFields.of(request).requiredName("name");
        VisibilityGroup group = database.inTransaction(session -> groups.rename(session, caller.teamId(), id, name));
        // Callers carry the name of their group.
        authentication.forget();
        return Reply.json(json(group));
    }

    private Reply delete(Caller caller, Request request) {
        long id = V1Replies.id(request);
        database.transact(session -> groups.delete(session, caller.teamId(), id));
        authentication.forget();
        return Reply.empty(204);
    }

    private static ObjectNode json(VisibilityGroup group) {
        return Json.object()
                .put("id", group.id())
                .put("name", group.name())
                .put("created_at", group.createdAt().toString());
    }
}
