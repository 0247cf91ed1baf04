package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.customer.Usage;
import io.vitrine.http.Guard;
import io.vitrine.http.QueryFields;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/usage}: how many customers there are by level, and which of them count as paid. */
public final class UsageResource {
    private final CustomerDirectory directory;

    public UsageResource(CustomerDirectory directory) {
        this.directory = directory;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/api/v1/usage", guard.with(Permission.READ, this::get)));
    }

    private Reply get(Caller caller, Request request) {
        String scope = new QueryFields(request).text("scope").orElse("group");
        Usage usage = switch (scope) {
            case "group" -> directory.usageOfGroup(caller);
            case "team" -> {
                caller.require(Permission.ADMINISTER);
                yield directory.usageOfTeam(caller);
            }
            default -> throw QueryFields.invalid("scope", "takes group or team, and got \"" + scope + "\"");
        };
        ObjectNode body = Json.object();
        ArrayNode levels = body.putArray("levels");
        usage.levels().forEach(level -> put(levels.addObject().put("hierarchy_level", level.level()), level));
        put(body.putObject("total"), usage.total());
        return Reply.json(body);
    }

    private static void put(ObjectNode json, Usage.LevelUsage usage) {
        json.put("customers", usage.customers()).put("demo", usage.demo()).put("paid", usage.paid());
    }
}
