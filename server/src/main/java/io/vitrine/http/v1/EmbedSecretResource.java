package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.EmbedSecret;
import io.vitrine.access.EmbedSecrets;
import io.vitrine.access.EmbedTokens;
import io.vitrine.access.Permission;
import io.vitrine.access.VisibilityGroups;
import io.vitrine.audit.AuditAction;
import io.vitrine.audit.AuditTrail;
import io.vitrine.database.Database;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/embed-secrets}: what embed tokens are made with; the value is in the answer that makes it only. */
public final class EmbedSecretResource {
    private static final String PATH = "/api/v1/embed-secrets";

    private final Database database;
    private final IdempotentCalls idempotent;
    private final EmbedSecrets secrets;
    private final VisibilityGroups groups;
    private final EmbedTokens tokens;
    private final AuditTrail audit;

    public EmbedSecretResource(
            Database database,
            IdempotentCalls idempotent,
            EmbedSecrets secrets,
            VisibilityGroups groups,
            EmbedTokens tokens,
            AuditTrail audit) {
        this.database = database;
        this.idempotent = idempotent;
        this.secrets = secrets;
        this.groups = groups;
        this.tokens = tokens;
        this.audit = audit;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get(PATH, guard.with(Permission.ADMINISTER, this::list)),
                Route.post(PATH, guard.with(Permission.ADMINISTER, this::create)),
                Route.get(PATH + "/{id}", guard.with(Permission.ADMINISTER, this::get)),
                Route.patch(PATH + "/{id}", guard.with(Permission.ADMINISTER, this::rename)),
                Route.delete(PATH + "/{id}", guard.with(Permission.ADMINISTER, this::delete)));
    }

    private Reply list(Caller caller, Request request) {
        return V1Replies.list(
                "embed_secrets",
                database.withSession(session -> secrets.list(session, caller.teamId())),
                EmbedSecretResource::json);
    }

    private Reply create(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            BodyFields body = BodyFields.of(request);
            String group = body.requiredName("visibility_group");
            EmbedSecrets.Issued issued = secrets.create(
                    session,
                    groups.named(session, caller.teamId(), group, "visibility_group")
                            .id(),
                    body.name("name").orElse("unnamed"),
                    body.name("key_id"),
                    body.text("key_value"));
            audit.record(
                    session,
                    caller,
                    AuditAction.EMBED_SECRET_CREATED,
                    issued.record().name(),
                    detail(issued.record()));
            return V1Replies.created(
                    PATH, issued.record().id(), json(issued.record()).put("key_value", issued.keyValue()));
        });
    }

    private Reply get(Caller caller, Request request) {
        long id = V1Replies.id(request);
        return Reply.json(json(database.withSession(session -> secrets.get(session, caller.teamId(), id))));
    }

    private Reply rename(Caller caller, Request request) {
        long id = V1Replies.id(request);
        String name = BodyFields.of(request).requiredName("name");
        return Reply.json(json(database.inTransaction(session -> secrets.rename(session, caller.teamId(), id, name))));
    }

    private Reply delete(Caller caller, Request request) {
        long id = V1Replies.id(request);
        database.transact(session -> {
            EmbedSecret secret = secrets.get(session, caller.teamId(), id);
            secrets.delete(session, caller.teamId(), id);
            audit.record(session, caller, AuditAction.EMBED_SECRET_DELETED, secret.name(), detail(secret));
        });
        tokens.forget();
        return Reply.empty(204);
    }

    private static ObjectNode detail(EmbedSecret secret) {
        return Json.object()
                .put("id", secret.id())
                .put("key_id", secret.keyId())
                .put("visibility_group", secret.visibilityGroup());
    }

    private static ObjectNode json(EmbedSecret secret) {
        return Json.object()
                .put("id", secret.id())
                .put("name", secret.name())
                .put("visibility_group", secret.visibilityGroup())
                .put("key_id", secret.keyId())
                .put("generated", secret.generated())
                .put("created_at", secret.createdAt().toString());
    }
}
