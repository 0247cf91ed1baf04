package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.database.Database;
import io.vitrine.http.Guard;
import io.vitrine.http.QueryFields;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.impact.Affected;
import io.vitrine.impact.Impact;
import io.vitrine.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/v1/impact}: what the deletion of a thing would touch. */
public final class ImpactResource {
    private final Database database;
    private final Impact impact;

    public ImpactResource(Database database, Impact impact) {
        this.database = database;
        this.impact = impact;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/api/v1/impact", guard.with(Permission.READ_SETUP, this::get)));
    }

    private Reply get(Caller caller, Request request) {
        QueryFields query = new QueryFields(request);
        Impact.Subject subject = query.text("kind")
                .flatMap(ImpactResource::subject)
                .orElseThrow(() -> QueryFields.invalid("kind", "takes one of " + kinds()));
        String id = query.text("id").orElseThrow(() -> QueryFields.invalid("id", "is required"));
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("affects");
        boolean blocked = false;
        for (Affected one : database.withSession(session -> impact.of(session, caller, subject, id))) {
            ObjectNode json = list.addObject()
                    .put("kind", one.kind())
                    .put("count", one.count())
                    .put("exact", one.isExact());
            one.names().forEach(json.putArray("names")::add);
            json.put("blocks", one.blocks());
            blocked |= one.blocks();
        }
        return Reply.json(body.put("blocked", blocked));
    }

    private static java.util.Optional<Impact.Subject> subject(String name) {
        return Arrays.stream(Impact.Subject.values())
                .filter(one -> wireName(one).equals(name))
                .findFirst();
    }

    private static String kinds() {
        return Arrays.stream(Impact.Subject.values())
                .map(ImpactResource::wireName)
                .collect(Collectors.joining(", "));
    }

    private static String wireName(Impact.Subject subject) {
        return subject.name().toLowerCase(Locale.ROOT);
    }
}
