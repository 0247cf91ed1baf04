package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.dashboard.Dashboards;
import io.vitrine.dashboard.Environments;
import io.vitrine.dashboard.Publication;
import io.vitrine.dashboard.ResourceType;
import io.vitrine.database.Database;
import io.vitrine.database.Session;
import io.vitrine.http.BodyFields;
import io.vitrine.http.DashboardBodies;
import io.vitrine.http.DashboardJson;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/environments}, and what they show of one dashboard. */
public final class EnvironmentResource {
    private static final String OF_TEAM = "/api/v1/environments";
    private static final String OF_DASHBOARD = "/api/v1/dashboards/{embed_id}/environments";

    private final Dashboards dashboards;
    private final Environments environments;
    private final Database database;
    private final IdempotentCalls idempotent;

    public EnvironmentResource(
            Dashboards dashboards, Environments environments, Database database, IdempotentCalls idempotent) {
        this.dashboards = dashboards;
        this.environments = environments;
        this.database = database;
        this.idempotent = idempotent;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get(OF_TEAM, guard.with(Permission.READ, this::list)),
                Route.post(OF_TEAM, guard.with(Permission.PUBLISH, this::create)),
                Route.delete(OF_TEAM + "/{name}", guard.with(Permission.PUBLISH, this::delete)),
                Route.get(OF_DASHBOARD, guard.with(Permission.READ, this::shown)),
                Route.put(OF_DASHBOARD, guard.with(Permission.PUBLISH, this::showAll)),
                Route.put(OF_DASHBOARD + "/{name}", guard.with(Permission.PUBLISH, this::show)),
                Route.delete(OF_DASHBOARD + "/{name}", guard.with(Permission.PUBLISH, this::unpublish)));
    }

    private Reply list(Caller caller, Request request) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("environments");
        database.withSession(session -> environments.list(session, caller))
                .forEach(environment -> list.addObject().put("name", environment.name()));
        return Reply.json(body);
    }

    private Reply create(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            String name = BodyFields.of(request).requiredName("name");
            return Reply.json(
                    201,
                    Json.object()
                            .put(
                                    "name",
                                    environments.create(session, caller, name).name()));
        });
    }

    private Reply delete(Caller caller, Request request) {
        database.transact(session -> environments.delete(session, caller, request.pathParameter("name")));
        return Reply.empty(204);
    }

    private Reply shown(Caller caller, Request request) {
        return database.withSession(session -> shown(session, caller, embedId(request)));
    }

    /** Every environment is to show what the body says of it; one that the body leaves out shows nothing any more. */
    private Reply showAll(Caller caller, Request request) {
        BodyFields body = BodyFields.of(request);
        BodyFields wanted =
                BodyFields.of(body.object("environments").orElseThrow(() -> BodyFields.missing("environments")));
        return database.inTransaction(session -> {
            for (Environments.Environment environment : environments.list(session, caller)) {
                if (!wanted.has(environment.name())) {
                    dashboards.unpublish(session, caller, embedId(request), environment.name());
                }
            }
            for (String name : wanted.all().propertyNames()) {
                environments.named(session, caller, name);
                if (wanted.has(name)) {
                    publish(session, caller, request, name, DashboardBodies.version(wanted, name));
                }
            }
            return shown(session, caller, embedId(request));
        });
    }

    private Reply show(Caller caller, Request request) {
        int version = DashboardBodies.version(BodyFields.of(request), "version");
        return database.inTransaction(session -> {
            publish(session, caller, request, addressed(session, caller, request), version);
            return shown(session, caller, embedId(request));
        });
    }

    private Reply unpublish(Caller caller, Request request) {
        database.transact(session -> {
            dashboards.unpublish(session, caller, embedId(request), addressed(session, caller, request));
        });
        return Reply.empty(204);
    }

    private void publish(Session session, Caller caller, Request request, String environment, int version) {
        dashboards.publish(session, caller, ResourceType.DASHBOARD, embedId(request), environment, version);
    }

    private Reply shown(Session session, Caller caller, String embedId) {
        Map<String, Publication> publications = dashboards.publications(session, caller, embedId).stream()
                .collect(Collectors.toMap(Publication::environment, Function.identity()));
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("environments");
        for (Environments.Environment environment : environments.list(session, caller)) {
            Publication publication = publications.get(environment.name());
            list.add(
                    publication == null
                            ? Json.object().put("name", environment.name()).putNull("version")
                            : DashboardJson.of(publication));
        }
        return Reply.json(body);
    }

    /** The name in the request's address, once it is known to be an environment's. */
    private String addressed(Session session, Caller caller, Request request) {
        return environments
                .addressed(session, caller, request.pathParameter("name"))
                .name();
    }

    private static String embedId(Request request) {
        return request.pathParameter("embed_id");
    }
}
