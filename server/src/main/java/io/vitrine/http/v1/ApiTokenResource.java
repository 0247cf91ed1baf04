package io.vitrine.http.v1;

import io.vitrine.access.Access;
import io.vitrine.access.ApiToken;
import io.vitrine.access.ApiTokens;
import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.access.VisibilityGroups;
import io.vitrine.audit.AuditAction;
import io.vitrine.audit.AuditTrail;
import io.vitrine.database.Database;
import io.vitrine.http.Authentication;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/api-tokens}: the team's API tokens; the secret is in the answer that makes it and in no other. */
public final class ApiTokenResource {
    private static final String PATH = "/api/v1/api-tokens";

    private final Database database;
    private final IdempotentCalls idempotent;
    private final ApiTokens tokens;
    private final VisibilityGroups groups;
    private final AuditTrail audit;
    private final Authentication authentication;

    public ApiTokenResource(
            Database database,
            IdempotentCalls idempotent,
            ApiTokens tokens,
            VisibilityGroups groups,
            AuditTrail audit,
            Authentication authentication) {
        this.database = database;
        this.idempotent = idempotent;
        this.tokens = tokens;
        this.groups = groups;
        this.audit = audit;
        this.authentication = authentication;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get(PATH, guard.with(Permission.ADMINISTER, this::list)),
                Route.post(PATH, guard.with(Permission.ADMINISTER, this::create)),
                Route.get(PATH + "/{id}", guard.with(Permission.ADMINISTER, this::get)),
                Route.patch(PATH + "/{id}", guard.with(Permission.ADMINISTER, this::rename)),
                Route.delete(PATH + "/{id}", guard.with(Permission.ADMINISTER, this::revoke)));
    }

    private Reply list(Caller caller, Request request) {
        return V1Replies.list(
                "api_tokens",
                database.withSession(session -> tokens.list(session, caller.teamId())),
                ApiTokenResource::json);
    }

    private Reply create(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            BodyFields body = BodyFields.of(request);
            String group = body.requiredName("visibility_group");
            Access access = access(body.requiredText("access"));
            String name = body.requiredName("name");
            ApiTokens.Issued issued = tokens.create(
                    session,
                    groups.named(session, caller.teamId(), group, "visibility_group")
                            .id(),
                    access,
                    name);
            audit.record(session, caller, AuditAction.API_TOKEN_CREATED, name, detail(issued.record()));
            return V1Replies.created(
                    PATH, issued.record().id(), json(issued.record()).put("token", issued.secret()));
        });
    }

    private Reply get(Caller caller, Request request) {
        long id = V1Replies.id(request);
        return Reply.json(json(database.withSession(session -> tokens.get(session, caller.teamId(), id))));
    }

    private Reply rename(Caller caller, Request request) {
        long id = V1Replies.id(request);
        String name = BodyFields.of(request).requiredName("name");
        return Reply.json(json(database.inTransaction(session -> tokens.rename(session, caller.teamId(), id, name))));
    }

    private Reply revoke(Caller caller, Request request) {
        long id = V1Replies.id(request);
        database.transact(session -> {
            ApiToken token = tokens.get(session, caller.teamId(), id);
            if (!tokens.revoke(session, caller.teamId(), id)) {
                throw ApiTokens.unknown();
            }
            audit.record(session, caller, AuditAction.API_TOKEN_REVOKED, token.name(), detail(token));
        });
        authentication.forget();
        return Reply.empty(204);
    }

    private static ObjectNode detail(ApiToken token) {
        return Json.object()
                .put("id", token.id())
                .put("visibility_group", token.visibilityGroup())
                .put("access", token.access().wireName());
    }

    private static Access access(String name) {
        return Access.named(name)
                .orElseThrow(() -> BodyFields.invalid(
                        "access", "The field access takes read-only, read-write or admin, and got \"" + name + "\"."));
    }

    private static ObjectNode json(ApiToken token) {
        ObjectNode json = Json.object()
                .put("id", token.id())
                .put("name", token.name())
                .put("visibility_group", token.visibilityGroup())
                .put("access", token.access().wireName())
                .put("hint", token.hint())
                .put("created_at", token.createdAt().toString());
        token.lastUsedAt()
                .ifPresentOrElse(at -> json.put("last_used_at", at.toString()), () -> json.putNull("last_used_at"));
        token.revokedAt()
                .ifPresentOrElse(at -> json.put("revoked_at", at.toString()), () -> json.putNull("revoked_at"));
        return json;
    }
}
