package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.database.Database;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import io.vitrine.source.Schema;
import io.vitrine.source.Schemas;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/schemas}: folders of data sources that share tables. */
public final class SchemaResource {
    private static final String PATH = "/api/v1/schemas";
    private static final String DEFAULT = "default_data_source_id";

    private final Database database;
    private final IdempotentCalls idempotent;
    private final Schemas schemas;

    public SchemaResource(Database database, IdempotentCalls idempotent, Schemas schemas) {
        this.database = database;
        this.idempotent = idempotent;
        this.schemas = schemas;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get(PATH, guard.with(Permission.READ_SETUP, this::list)),
                Route.post(PATH, guard.with(Permission.WRITE_DATA, this::create)),
                Route.get(PATH + "/{id}", guard.with(Permission.READ_SETUP, this::get)),
                Route.patch(PATH + "/{id}", guard.with(Permission.WRITE_DATA, this::update)),
                Route.delete(PATH + "/{id}", guard.with(Permission.DELETE_DATA, this::delete)));
    }

    private Reply list(Caller caller, Request request) {
        return V1Replies.list(
                "schemas",
                database.withSession(session -> schemas.list(session, caller.teamId())),
                SchemaResource::json);
    }

    private Reply create(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            BodyFields body = BodyFields.of(request);
            Schema schema = schemas.create(
                    session,
                    caller.teamId(),
                    new Schemas.NewSchema(
                            body.number("id"),
                            body.requiredName("name"),
                            body.bool("strict_mapping").orElse(false),
                            body.number(DEFAULT)));
            return V1Replies.created(PATH, schema.id(), json(schema));
        });
    }

    private Reply get(Caller caller, Request request) {
        long id = V1Replies.id(request);
        return Reply.json(json(database.withSession(session -> schemas.get(session, caller.teamId(), id))));
    }

    private Reply update(Caller caller, Request request) {
        long id = V1Replies.id(request);
        BodyFields body = BodyFields.of(request);
        Schemas.SchemaUpdate update = new Schemas.SchemaUpdate(
                body.name("name"), body.bool("strict_mapping"), body.number(DEFAULT), body.isCleared(DEFAULT));
        return Reply.json(
                json(database.inTransaction(session -> schemas.update(session, caller.teamId(), id, update))));
    }

    private Reply delete(Caller caller, Request request) {
        long id = V1Replies.id(request);
        database.transact(session -> schemas.delete(session, caller.teamId(), id));
        return Reply.empty(204);
    }

    private static ObjectNode json(Schema schema) {
        ObjectNode json = Json.object()
                .put("id", schema.id())
                .put("name", schema.name())
                .put("strict_mapping", schema.strictMapping());
        schema.defaultDataSourceId().ifPresentOrElse(id -> json.put(DEFAULT, id), () -> json.putNull(DEFAULT));
        return json.put("created_at", schema.createdAt().toString());
    }
}
