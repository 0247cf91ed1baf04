package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.Hierarchy;
import io.vitrine.customer.Levels;
import io.vitrine.customer.WantedLevel;
import io.vitrine.database.Database;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/levels}: the team's hierarchy levels, highest first, read and replaced as a list. */
public final class LevelResource {
    private final Database database;
    private final Levels levels;

    public LevelResource(Database database, Levels levels) {
        this.database = database;
        this.levels = levels;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/api/v1/levels", guard.with(Permission.READ, this::get)),
                Route.put("/api/v1/levels", guard.with(Permission.ADMINISTER, this::put)));
    }

    private Reply get(Caller caller, Request request) {
        return Reply.json(json(database.withSession(session -> levels.get(session, caller))));
    }

    private Reply put(Caller caller, Request request) {
        List<WantedLevel> wanted =
                BodyFields.of(request).objects("levels").orElseThrow(() -> BodyFields.missing("levels")).stream()
                        .map(LevelResource::wanted)
                        .toList();
        return Reply.json(json(database.inTransaction(session -> levels.replace(session, caller, wanted))));
    }

    private static WantedLevel wanted(BodyFields level) {
        return new WantedLevel(level.requiredName("name").strip(), level.number("id"), level.name("was"));
    }

    private static ObjectNode json(Hierarchy hierarchy) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("levels");
        hierarchy
                .levels()
                .forEach(level -> list.addObject().put("id", level.id()).put("name", level.name()));
        return json;
    }
}
