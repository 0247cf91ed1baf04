package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.dashboard.DashboardVersion;
import io.vitrine.dashboard.Dashboards;
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

/** {@code /api/v1/dashboards/{embed_id}/versions}: save, look back, restore. */
public final class VersionResource {
    private static final String ALL = "/api/v1/dashboards/{embed_id}/versions";

    private final Dashboards dashboards;
    private final Database database;
    private final IdempotentCalls idempotent;

    public VersionResource(Dashboards dashboards, Database database, IdempotentCalls idempotent) {
        this.dashboards = dashboards;
        this.database = database;
        this.idempotent = idempotent;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get(ALL, guard.with(Permission.READ, this::list)),
                Route.post(ALL, guard.with(Permission.WRITE, this::save)),
                Route.get(ALL + "/{version}", guard.with(Permission.READ, this::get)),
                Route.post(ALL + "/{version}:restore", guard.with(Permission.WRITE, this::restore)));
    }

    private Reply list(Caller caller, Request request) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("versions");
        database.withSession(session -> dashboards.versions(session, caller, embedId(request)))
                .forEach(version -> list.add(DashboardJson.of(version)));
        return Reply.json(body);
    }

    private Reply save(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            BodyFields body = BodyFields.of(request);
            return saved(dashboards.saveVersion(
                    session,
                    caller,
                    embedId(request),
                    body.text("message").orElse(""),
                    body.object("definition"),
                    EntityTags.precondition(request)));
        });
    }

    private Reply get(Caller caller, Request request) {
        Dashboards.Saved saved = database.withSession(
                session -> dashboards.version(session, caller, embedId(request), DashboardBodies.version(request)));
        ObjectNode body = DashboardJson.of(saved.version());
        body.set("definition", saved.definition());
        return Reply.json(body);
    }

    private Reply restore(Caller caller, Request request) {
        return idempotent.run(
                request,
                caller,
                session -> saved(dashboards.restore(
                        session,
                        caller,
                        embedId(request),
                        DashboardBodies.version(request),
                        EntityTags.precondition(request))));
    }

    private static Reply saved(DashboardVersion version) {
        return Reply.json(201, DashboardJson.of(version));
    }

    private static String embedId(Request request) {
        return request.pathParameter("embed_id");
    }
}
