package io.vitrine.http;

import io.vitrine.dashboard.Attribute;
import io.vitrine.dashboard.Dashboard;
import io.vitrine.dashboard.DashboardVersion;
import io.vitrine.dashboard.Draft;
import io.vitrine.dashboard.Problem;
import io.vitrine.dashboard.Publication;
import io.vitrine.json.Json;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How dashboards, drafts and versions look in answers. */
public final class DashboardJson {
    private DashboardJson() {}

    public static ObjectNode of(Dashboard dashboard) {
        ObjectNode json = Json.object();
        json.put("embed_id", dashboard.embedId().text());
        json.put("name", dashboard.name());
        json.set("attributes", attributes(dashboard.attributes()));
        json.put("is_drilldown", dashboard.isDrilldown());
        json.set("visibility", dashboard.visibility().json());
        put(json, "latest_version", dashboard.latestVersion());
        ObjectNode environments = json.putObject("environments");
        dashboard.published().forEach(environments::put);
        json.put("draft_revision", dashboard.draftRevision());
        json.put("has_unsaved_changes", dashboard.hasUnsavedChanges());
        json.put("revision", dashboard.revision());
        json.put("created_at", dashboard.createdAt().toString());
        json.put("updated_at", dashboard.updatedAt().toString());
        return json;
    }

    public static ObjectNode of(Draft draft) {
        ObjectNode json = Json.object();
        json.put("revision", draft.revision());
        put(json, "saved_version", draft.savedVersion());
        json.put("updated_by", draft.actor());
        json.put("updated_by_name", draft.actorName().orElse(null));
        json.put("updated_at", draft.updatedAt().toString());
        json.set("definition", draft.definition());
        return json;
    }

    public static ObjectNode of(DashboardVersion version) {
        ObjectNode json = Json.object();
        json.put("version", version.version());
        json.put("message", version.message());
        put(json, "restored_from", version.restoredFrom());
        json.put("created_by", version.actor());
        json.put("created_by_name", version.actorName().orElse(null));
        json.put("created_at", version.createdAt().toString());
        return json;
    }

    public static ObjectNode of(Publication publication) {
        ObjectNode json = Json.object();
        json.put("name", publication.environment());
        json.put("version", publication.version());
        json.put("published_by", publication.actor());
        json.put("published_by_name", publication.actorName().orElse(null));
        json.put("published_at", publication.publishedAt().toString());
        return json;
    }

    /** Attributes in the documented shape. */
    public static ArrayNode attributes(List<Attribute> attributes) {
        ArrayNode json = Json.MAPPER.createArrayNode();
        attributes.forEach(
                pair -> json.addObject().put("attribute", pair.attribute()).put("value", pair.value()));
        return json;
    }

    /** What a check found. */
    public static ObjectNode check(List<Problem> problems) {
        ObjectNode json = Json.object();
        json.put("valid", problems.isEmpty());
        ArrayNode errors = json.putArray("errors");
        problems.forEach(
                problem -> errors.addObject().put("path", problem.path()).put("reason", problem.reason()));
        return json;
    }

    private static void put(ObjectNode json, String field, OptionalInt value) {
        if (value.isPresent()) {
            json.put(field, value.getAsInt());
        } else {
            json.putNull(field);
        }
    }
}
