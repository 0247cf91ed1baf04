package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.http.Guard;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import io.vitrine.source.connect.ConnectionSetting;
import io.vitrine.source.connect.SourceDrivers;
import io.vitrine.source.connect.SourceKind;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/v1/source-kinds}: the kinds of data sources, and what may be set on a connection of each. */
public final class SourceKindCall {
    private final SourceDrivers drivers;

    public SourceKindCall(SourceDrivers drivers) {
        this.drivers = drivers;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/api/v1/source-kinds", guard.with(Permission.READ, this::list)));
    }

    private Reply list(Caller caller, Request request) {
        return V1Replies.list("source_kinds", List.of(SourceKind.values()), this::json);
    }

    private ObjectNode json(SourceKind kind) {
        ObjectNode json = Json.object().put("kind", kind.wireName());
        ArrayNode settings = json.putArray("settings");
        drivers.of(kind).settings().forEach(setting -> settings.add(json(setting)));
        return json;
    }

    private static ObjectNode json(ConnectionSetting setting) {
        ObjectNode json = Json.object()
                .put("name", setting.name())
                .put("type", setting.type().name().toLowerCase(Locale.ROOT))
                .put("label", setting.label())
                .put("hint", setting.hint())
                .put("required", setting.required())
                .put("secret", setting.secret());
        setting.preset().ifPresentOrElse(preset -> json.put("preset", preset), () -> json.putNull("preset"));
        setting.choices().forEach(json.putArray("choices")::add);
        return json;
    }
}
