package io.vitrine.http.explo;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.GroupTags;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Group Tag API: list, create, rename, delete; a tag's name is its identifier. */
public final class GroupTagCalls {
    private final GroupTags tags;
    private final IdempotentCalls idempotent;

    public GroupTagCalls(GroupTags tags, IdempotentCalls idempotent) {
        this.tags = tags;
        this.idempotent = idempotent;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/api/group_tags", guard.with(Permission.READ, this::list)),
                Route.post("/api/create_group_tag", guard.with(Permission.WRITE, this::create)),
                Route.post("/api/rename_group_tag", guard.with(Permission.WRITE, this::rename)),
                Route.post("/api/delete_group_tag", guard.with(Permission.DELETE, this::delete)));
    }

    private Reply list(Caller caller, Request request) {
        ObjectNode body = Success.body();
        ArrayNode array = body.putArray("group_tags");
        tags.list(caller).forEach(name -> array.addObject().put("name", name));
        return Reply.json(body);
    }

    private Reply create(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            String name = BodyFields.of(request).requiredName("name");
            tags.create(session, caller, name);
            return answer(name);
        });
    }

    private Reply rename(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            BodyFields body = BodyFields.of(request);
            String newName = body.requiredName("new_name");
            tags.rename(session, caller, body.requiredText("name"), newName);
            return answer(newName);
        });
    }

    private Reply delete(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            tags.delete(session, caller, BodyFields.of(request).requiredText("name"));
            return Success.reply();
        });
    }

    private static Reply answer(String name) {
        ObjectNode body = Success.body();
        body.set("group_tag", Json.object().put("name", name));
        return Reply.json(body);
    }
}
