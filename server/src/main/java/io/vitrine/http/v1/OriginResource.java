package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Origin;
import io.vitrine.access.Origins;
import io.vitrine.access.Permission;
import io.vitrine.database.Database;
import io.vitrine.http.AllowedOrigins;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/origins}: whose pages may call the API, and whose may show embeds. */
public final class OriginResource {
    private final Database database;
    private final Origins origins;
    private final AllowedOrigins allowed;

    public OriginResource(Database database, Origins origins, AllowedOrigins allowed) {
        this.database = database;
        this.origins = origins;
        this.allowed = allowed;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/api/v1/origins", guard.with(Permission.ADMINISTER, this::get)),
                Route.put("/api/v1/origins", guard.with(Permission.ADMINISTER, this::put)));
    }

    private Reply get(Caller caller, Request request) {
        return answer(caller);
    }

    private Reply put(Caller caller, Request request) {
        BodyFields body = BodyFields.of(request);
        Origins.Lists lists = new Origins.Lists(origins(body, "api"), origins(body, "embed"));
        database.transact(session -> origins.put(session, caller.teamId(), lists));
        allowed.forget();
        return answer(caller);
    }

    private Reply answer(Caller caller) {
        Origins.Lists lists = database.withSession(session -> origins.get(session, caller.teamId()));
        ObjectNode json = Json.object();
        lists.api().stream().map(Origin::text).forEach(json.putArray("api")::add);
        lists.embed().stream().map(Origin::text).forEach(json.putArray("embed")::add);
        return Reply.json(json);
    }

    private static List<Origin> origins(BodyFields body, String field) {
        return body.texts(field).orElseThrow(() -> BodyFields.missing(field)).stream()
                .map(
                        text -> Origin.ofText(text)
                                .orElseThrow(
                                        () -> BodyFields.invalid(
                                                field,
                                                "\"" + text + "\" in " + field
                                                        + " is not an origin, such as https://app.example.com or http://localhost:3000.")))
                .toList();
    }
}
