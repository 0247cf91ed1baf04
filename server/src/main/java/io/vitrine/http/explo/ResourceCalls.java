package io.vitrine.http.explo;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.dashboard.Dashboard;
import io.vitrine.dashboard.Dashboards;
import io.vitrine.dashboard.ResourceType;
import io.vitrine.database.Database;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Resource API: list dashboards and report builders, publish a version to an environment. */
public final class ResourceCalls {
    private final Dashboards dashboards;
    private final Database database;
    private final IdempotentCalls idempotent;

    public ResourceCalls(Dashboards dashboards, Database database, IdempotentCalls idempotent) {
        this.dashboards = dashboards;
        this.database = database;
        this.idempotent = idempotent;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/api/dashboard", guard.with(Permission.READ, this::dashboards)),
                Route.get("/api/reports", guard.with(Permission.READ, this::reports)),
                Route.post("/api/publish", guard.with(Permission.PUBLISH, this::publish)));
    }

    private Reply dashboards(Caller caller, Request request) {
        ObjectNode body = Json.object().put("success", 1);
        ArrayNode list = body.putArray("dashboards");
        for (Dashboard dashboard : all(caller, ResourceType.DASHBOARD)) {
            ObjectNode json = list.addObject();
            json.put("team_id", dashboard.teamId());
            json.put("name", dashboard.name());
            json.put("embed_id", dashboard.embedId().text());
            json.set("attributes", DashboardJson.attributes(dashboard.attributes()));
            json.put("is_drilldown", dashboard.isDrilldown());
        }
        return Reply.json(body);
    }

    private Reply reports(Caller caller, Request request) {
        ObjectNode body = Json.object().put("success", 1);
        ArrayNode list = body.putArray("reports");
        for (Dashboard report : all(caller, ResourceType.REPORT)) {
            list.addObject()
                    .put("name", report.name())
                    .put("embed_id", report.embedId().text());
        }
        return Reply.json(body);
    }

    private Reply publish(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            BodyFields body = BodyFields.of(request);
            String embedId = body.requiredText("embed_id");
            ResourceType type = ResourceType.named(body.requiredText("resource_type"))
                    .orElseThrow(() -> BodyFields.invalid(
                            "resource_type", "The field resource_type takes \"dashboard\" or \"report\"."));
            String environment = body.requiredText("environment");
            int version = DashboardBodies.version(body, "version_number");
            dashboards.publish(session, caller, type, embedId, environment, version);
            return Reply.json(Json.object().put("success", 1));
        });
    }

    private List<Dashboard> all(Caller caller, ResourceType type) {
        return database.withSession(session -> dashboards.list(session, caller, type));
    }
}
