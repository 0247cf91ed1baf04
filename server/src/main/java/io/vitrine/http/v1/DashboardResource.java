package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.dashboard.Dashboard;
import io.vitrine.dashboard.Dashboards;
import io.vitrine.dashboard.DefinitionCheck;
import io.vitrine.dashboard.DefinitionSchema;
import io.vitrine.dashboard.Draft;
import io.vitrine.dashboard.ResourceType;
import io.vitrine.database.Database;
import io.vitrine.http.BodyFields;
import io.vitrine.http.DashboardBodies;
import io.vitrine.http.DashboardJson;
import io.vitrine.http.EntityTags;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/dashboards}: the records, their drafts, and the check of definitions. */
public final class DashboardResource {
    private static final String ALL = "/api/v1/dashboards";
    private static final String ONE = ALL + "/{embed_id}";

    private final Dashboards dashboards;
    private final DefinitionCheck check;
    private final DefinitionSchema schema;
    private final Database database;
    private final IdempotentCalls idempotent;

    public DashboardResource(
            Dashboards dashboards,
            DefinitionCheck check,
            DefinitionSchema schema,
            Database database,
            IdempotentCalls idempotent) {
        this.dashboards = dashboards;
        this.check = check;
        this.schema = schema;
        this.database = database;
        this.idempotent = idempotent;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get(ALL, guard.with(Permission.READ, this::list)),
                Route.post(ALL, guard.with(Permission.WRITE, this::create)),
                Route.post(ALL + ":validate", guard.with(Permission.READ, this::validate)),
                Route.get(ALL + ":schema", guard.with(Permission.READ, this::schema)),
                Route.get(ONE, guard.with(Permission.READ, this::get)),
                Route.patch(ONE, guard.with(Permission.WRITE, this::change)),
                Route.delete(ONE, guard.with(Permission.DELETE, this::delete)),
                Route.get(ONE + "/draft", guard.with(Permission.READ, this::draft)),
                Route.put(ONE + "/draft", guard.with(Permission.WRITE, this::saveDraft)));
    }

    private Reply list(Caller caller, Request request) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("dashboards");
        database.withSession(session -> dashboards.list(session, caller, ResourceType.DASHBOARD))
                .forEach(dashboard -> list.add(DashboardJson.of(dashboard)));
        return Reply.json(body);
    }

    private Reply create(Caller caller, Request request) {
        return idempotent.run(
                request,
                caller,
                session -> answer(
                        201, dashboards.create(session, caller, DashboardBodies.newDashboard(BodyFields.of(request)))));
    }

    private Reply get(Caller caller, Request request) {
        return answer(200, database.withSession(session -> dashboards.get(session, caller, embedId(request))));
    }

    private Reply change(Caller caller, Request request) {
        return answer(
                200,
                database.inTransaction(session -> dashboards.change(
                        session,
                        caller,
                        embedId(request),
                        DashboardBodies.change(BodyFields.of(request)),
                        EntityTags.precondition(request))));
    }

    private Reply delete(Caller caller, Request request) {
        database.transact(session -> dashboards.delete(session, caller, embedId(request)));
        return Reply.empty(204);
    }

    private Reply draft(Caller caller, Request request) {
        return draft(database.withSession(session -> dashboards.draft(session, caller, embedId(request))));
    }

    private Reply saveDraft(Caller caller, Request request) {
        ObjectNode definition = definition(request);
        return draft(database.inTransaction(session ->
                dashboards.saveDraft(session, caller, embedId(request), definition, EntityTags.precondition(request))));
    }

    private Reply validate(Caller caller, Request request) {
        ObjectNode definition = definition(request);
        return Reply.json(
                DashboardJson.check(database.withSession(session -> check.problems(session, caller, definition))));
    }

    private Reply schema(Caller caller, Request request) {
        return Reply.json(schema.document());
    }

    private static ObjectNode definition(Request request) {
        return BodyFields.of(request).object("definition").orElseThrow(() -> BodyFields.missing("definition"));
    }

    private static String embedId(Request request) {
        return request.pathParameter("embed_id");
    }

    private static Reply answer(int status, Dashboard dashboard) {
        return Reply.json(status, DashboardJson.of(dashboard)).with("ETag", EntityTags.of(dashboard.revision()));
    }

    private static Reply draft(Draft draft) {
        return Reply.json(DashboardJson.of(draft)).with("ETag", EntityTags.of(draft.revision()));
    }
}
