package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.dashboard.Dashboards;
import io.vitrine.dashboard.Shown;
import io.vitrine.database.Database;
import io.vitrine.embed.PreviewTokens;
import io.vitrine.http.BodyFields;
import io.vitrine.http.DashboardBodies;
import io.vitrine.http.Guard;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import java.util.Optional;

/** {@code POST /api/v1/dashboards/{embed_id}/previews}: a token to look through a customer's eyes. */
public final class PreviewResource {
    private final Dashboards dashboards;
    private final CustomerDirectory customers;
    private final PreviewTokens tokens;
    private final Database database;

    public PreviewResource(
            Dashboards dashboards, CustomerDirectory customers, PreviewTokens tokens, Database database) {
        this.dashboards = dashboards;
        this.customers = customers;
        this.tokens = tokens;
        this.database = database;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.post("/api/v1/dashboards/{embed_id}/previews", guard.with(Permission.READ, this::create)));
    }

    private Reply create(Caller caller, Request request) {
        BodyFields body = BodyFields.of(request);
        String embedId = request.pathParameter("embed_id");
        String customer =
                customers.get(caller, body.requiredId("customer")).customer().providedId();
        Shown shown = shown(body);
        database.transact(session -> {
            dashboards.get(session, caller, embedId);
            if (shown instanceof Shown.Version(int version)) {
                dashboards.version(session, caller, embedId, version);
            }
        });
        PreviewTokens.Issued issued = tokens.issue(caller, customer, embedId, shown);
        return Reply.json(
                201,
                Json.object()
                        .put("token", issued.token())
                        .put("expires_at", issued.expiresAt().toString()));
    }

    /** A version, an environment, or the draft where neither is given. */
    private static Shown shown(BodyFields body) {
        if (body.has("version")) {
            return new Shown.Version(DashboardBodies.version(body, "version"));
        }
        return body.name("environment")
                .<Shown>map(name -> new Shown.In(Optional.of(name)))
                .orElseGet(Shown.Unsaved::new);
    }
}
