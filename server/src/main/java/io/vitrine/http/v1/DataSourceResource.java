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
import io.vitrine.source.DataSource;
import io.vitrine.source.DataSources;
import io.vitrine.source.SourceAllowance;
import io.vitrine.source.SourceInspection;
import io.vitrine.source.connect.SourcePools;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/data-sources}: the databases that customers are mapped to; their secrets are written, never read. */
public final class DataSourceResource {
    private static final String PATH = "/api/v1/data-sources";
    private static final String QUERY_TIMEOUT = "query_timeout_seconds";
    private static final String MAX_CONNECTIONS = "max_connections";

    private final Database database;
    private final IdempotentCalls idempotent;
    private final DataSources sources;
    private final SourceInspection inspection;
    private final SourcePools pools;

    public DataSourceResource(
            Database database,
            IdempotentCalls idempotent,
            DataSources sources,
            SourceInspection inspection,
            SourcePools pools) {
        this.database = database;
        this.idempotent = idempotent;
        this.sources = sources;
        this.inspection = inspection;
        this.pools = pools;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get(PATH, guard.with(Permission.READ_SETUP, this::list)),
                Route.post(PATH, guard.with(Permission.WRITE_DATA, this::create)),
                Route.post(PATH + ":test", guard.with(Permission.WRITE_DATA, this::testGiven)),
                Route.post(PATH + "/{id}:test", guard.with(Permission.WRITE_DATA, this::test)),
                Route.get(PATH + "/{id}", guard.with(Permission.READ_SETUP, this::get)),
                Route.patch(PATH + "/{id}", guard.with(Permission.WRITE_DATA, this::update)),
                Route.delete(PATH + "/{id}", guard.with(Permission.DELETE_DATA, this::delete)));
    }

    private Reply list(Caller caller, Request request) {
        return V1Replies.list(
                "data_sources",
                database.withSession(session -> sources.list(session, caller.teamId())),
                source -> json(source, caller));
    }

    private Reply create(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            BodyFields body = BodyFields.of(request);
            DataSource source = sources.create(
                    session,
                    caller.teamId(),
                    new DataSources.NewDataSource(
                            body.number("id"),
                            body.requiredName("name"),
                            body.id("provided_id"),
                            body.number("schema_id").orElseThrow(() -> BodyFields.missing("schema_id")),
                            body.requiredText("kind"),
                            connection(body).orElseThrow(() -> BodyFields.missing("connection")),
                            body.texts("visibility_groups").orElse(List.of(caller.visibilityGroup())),
                            SourceAllowance.standard()
                                    .changed(body.number(QUERY_TIMEOUT), false, body.number(MAX_CONNECTIONS))));
            return V1Replies.created(PATH, source.id(), json(source, caller));
        });
    }

    private Reply get(Caller caller, Request request) {
        long id = V1Replies.id(request);
        return Reply.json(json(database.withSession(session -> sources.get(session, caller.teamId(), id)), caller));
    }

    private Reply update(Caller caller, Request request) {
        long id = V1Replies.id(request);
        BodyFields body = BodyFields.of(request);
        refuseFixed(body, "schema_id");
        refuseFixed(body, "kind");
        DataSources.DataSourceUpdate update = new DataSources.DataSourceUpdate(
                body.name("name"),
                body.id("provided_id"),
                body.isCleared("provided_id"),
                connection(body),
                body.texts("visibility_groups"),
                body.number(QUERY_TIMEOUT),
                body.isCleared(QUERY_TIMEOUT),
                body.number(MAX_CONNECTIONS));
        return Reply.json(
                json(database.inTransaction(session -> sources.update(session, caller.teamId(), id, update)), caller));
    }

    private Reply delete(Caller caller, Request request) {
        long id = V1Replies.id(request);
        database.transact(session -> sources.delete(session, caller.teamId(), id));
        pools.remove(Long.toString(id));
        return Reply.empty(204);
    }

    private Reply testGiven(Caller caller, Request request) {
        BodyFields body = BodyFields.of(request);
        return Reply.json(TableJson.probed(inspection.test(
                body.requiredText("kind"), connection(body).orElseThrow(() -> BodyFields.missing("connection")))));
    }

    private Reply test(Caller caller, Request request) {
        Optional<Map<String, String>> change =
                request.body().bytes().length == 0 ? Optional.empty() : connection(BodyFields.of(request));
        return Reply.json(TableJson.probed(inspection.test(caller.teamId(), V1Replies.id(request), change)));
    }

    private static void refuseFixed(BodyFields body, String field) {
        if (body.has(field)) {
            throw BodyFields.invalid(
                    field, "The " + field + " of a data source stays as it was made. Make another data source.");
        }
    }

    /** Settings as texts; numbers and truth values are taken as what they look like. */
    private static Optional<Map<String, String>> connection(BodyFields body) {
        return body.object("connection").map(object -> {
            Map<String, String> settings = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> setting : object.properties()) {
                JsonNode value = setting.getValue();
                if (value.isContainer()) {
                    throw BodyFields.invalid(
                            "connection." + setting.getKey(),
                            "The setting \"" + setting.getKey() + "\" takes a text, a number, true or false.");
                }
                if (!value.isNull()) {
                    settings.put(setting.getKey(), value.asString());
                }
            }
            return settings;
        });
    }

    /** Where a source is and who logs in is for those who may change it; secrets are for nobody. */
    private static ObjectNode json(DataSource source, Caller caller) {
        ObjectNode json = Json.object().put("id", source.id()).put("name", source.name());
        source.providedId().ifPresentOrElse(id -> json.put("provided_id", id), () -> json.putNull("provided_id"));
        json.put("schema_id", source.schemaId()).put("kind", source.kind());
        ObjectNode connection = json.putObject("connection");
        if (caller.may(Permission.WRITE_DATA)) {
            source.connection().forEach(connection::put);
        }
        source.visibilityGroups().forEach(json.putArray("visibility_groups")::add);
        source.allowance()
                .timeoutSeconds()
                .ifPresentOrElse(seconds -> json.put(QUERY_TIMEOUT, seconds), () -> json.putNull(QUERY_TIMEOUT));
        json.put(MAX_CONNECTIONS, source.allowance().maxConnections());
        return json.put("created_at", source.createdAt().toString())
                .put("updated_at", source.updatedAt().toString());
    }
}
