package io.vitrine.http.embed;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.customer.CustomerUpdate;
import io.vitrine.database.Database;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.BodyFields;
import io.vitrine.http.CustomerBodies;
import io.vitrine.http.CustomerJson;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The demo's host page at {@code /demo}, and the two calls that it makes instead of a company's own back end.
 *
 * <p>There only in a server that {@code ./vitrine demo} started, and only for the sample customers.
 */
public final class DemoCalls {
    private static final List<String> CUSTOMERS = List.of("acme", "globex", "alice", "bob", "carol", "trial");
    private static final List<String> DASHBOARDS = List.of("shopsales1", "shopstock1");
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " img-src 'self' data: https:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final StaticFiles files;
    private final Database database;
    private final CustomerDirectory customers;

    public DemoCalls(StaticFiles files, Database database, CustomerDirectory customers) {
        this.files = files;
        this.database = database;
        this.customers = customers;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        "/demo",
                        request -> files.serve(request, "demo.html").with("Content-Security-Policy", PAGE_POLICY)),
                Route.get("/demo.css", request -> files.serve(request, "demo.css")),
                Route.get("/demo.js", request -> files.serve(request, "demo.js")),
                Route.get("/demo/tenants", this::tenants),
                Route.post("/demo/update_customer", this::update));
    }

    private Reply tenants(Request request) {
        Caller caller = caller();
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("customers");
        for (String id : CUSTOMERS) {
            find(caller, id).ifPresent(customer -> list.add(CustomerJson.of(customer)));
        }
        ArrayNode dashboards = answer.putArray("dashboards");
        ArrayNode sources = answer.putArray("data_sources");
        database.withSession(session -> {
            session.list(
                    """
                    select embed_id, name from dashboard where team_id = ? and embed_id = any(?)
                    order by array_position(?, embed_id)""",
                    row -> dashboards.add(
                            Json.object().put("embed_id", row.text("embed_id")).put("name", row.text("name"))),
                    caller.teamId(),
                    DASHBOARDS,
                    DASHBOARDS);
            return session.list(
                    "select id, name, schema_id from data_source where team_id = ? order by created_at, id",
                    row -> sources.add(Json.object()
                            .put("id", Long.toString(row.number("id")))
                            .put("name", row.text("name"))
                            .put("schema_id", Long.toString(row.number("schema_id")))),
                    caller.teamId());
        });
        return Reply.json(answer).with("Cache-Control", "no-store");
    }

    private Reply update(Request request) {
        refuseOtherPages(request);
        CustomerUpdate update = CustomerBodies.update(BodyFields.of(request), OptionalLong.empty());
        if (!CUSTOMERS.contains(update.providedId()) || update.newProvidedId().isPresent()) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN, "The demo's page changes the sample customers only, and keeps their ids.");
        }
        ObjectNode answer = Json.object().put("success", 1);
        answer.set("customer", CustomerJson.of(customers.update(caller(), update)));
        return Reply.json(answer);
    }

    private Optional<ComputedCustomer> find(Caller caller, String providedId) {
        try {
            return Optional.of(customers.get(caller, providedId));
        } catch (Refusal refusal) {
            // A person has deleted or renamed it.
            return Optional.empty();
        }
    }

    /** The page needs no token, so another site's page must not be able to borrow the viewer's browser for this call. */
    private static void refuseOtherPages(Request request) {
        String host = request.headers().first("Host").orElse("");
        boolean ours = request.headers()
                .first("Origin")
                .filter(origin -> origin.substring(origin.indexOf("//") + 2).equals(host))
                .isPresent();
        if (!ours) {
            throw new Refusal(ErrorCode.BROWSER_ORIGIN_REFUSED, "This call is for the demo's own page.");
        }
    }

    private Caller caller() {
        return database.withSession(session -> session.one(
                """
                select g.team_id, g.id, g.name from visibility_group g
                order by g.name = 'Production' desc, g.created_at, g.id limit 1""",
                row -> new Caller(
                        row.number("team_id"),
                        row.number("id"),
                        row.text("name"),
                        Set.of(Permission.values()),
                        "system")));
    }
}
