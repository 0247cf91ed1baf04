package io.vitrine.http.explo;

import io.vitrine.access.Caller;
import io.vitrine.access.EmbedTargets;
import io.vitrine.access.Permission;
import io.vitrine.customer.Portals;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.BodyFields;
import io.vitrine.http.CustomerBodies;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who may log in to a customer's portal: the published call, and the same read back. */
public final class PortalCalls {
    private final Portals portals;
    private final EmbedTargets dashboards;
    private final IdempotentCalls idempotent;

    public PortalCalls(Portals portals, EmbedTargets dashboards, IdempotentCalls idempotent) {
        this.portals = portals;
        this.dashboards = dashboards;
        this.idempotent = idempotent;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.post("/api/configure_customer_portal", guard.with(Permission.WRITE, this::configure)),
                Route.get("/api/v1/customers/{provided_id}/portal", guard.with(Permission.READ, this::read)));
    }

    private Reply configure(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            BodyFields body = BodyFields.of(request);
            String providedId = body.requiredId("provided_id");
            String dashboard = body.requiredId("dashboard_embed_id");
            if (!body.has("emails")) {
                throw BodyFields.missing("emails");
            }
            List<String> emails = CustomerBodies.emails(body, "emails");
            if (!dashboards.has(caller, dashboard)) {
                throw new Refusal(
                        ErrorCode.NOT_FOUND,
                        "dashboard_embed_id",
                        "There is no dashboard with the dashboard_embed_id \"" + dashboard + "\".");
            }
            portals.configure(session, caller, providedId, dashboard, emails);
            return Success.reply();
        });
    }

    private Reply read(Caller caller, Request request) {
        ObjectNode body = Json.object();
        ArrayNode array = body.putArray("portals");
        for (Portals.Portal portal : portals.of(caller, request.pathParameter("provided_id"))) {
            ObjectNode json = array.addObject().put("dashboard_embed_id", portal.dashboardEmbedId());
            portal.emails().forEach(json.putArray("emails")::add);
            json.put("updated_at", portal.updatedAt().toString());
        }
        return Reply.json(body);
    }
}
