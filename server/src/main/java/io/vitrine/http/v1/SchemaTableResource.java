package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.dashboard.StoppedDatasets;
import io.vitrine.dashboard.StoppedDatasets.Stopped;
import io.vitrine.database.Database;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.source.Schema;
import io.vitrine.source.SchemaTable;
import io.vitrine.source.SchemaTables;
import io.vitrine.source.Schemas;
import io.vitrine.source.SourceInspection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/schemas/{id}/tables}: what a schema's default data source holds, and what its tables demand. */
public final class SchemaTableResource {
    private static final String SCHEMA = "/api/v1/schemas/{id}";
    private static final String TENANT_COLUMN = "tenant_column";

    private final Database database;
    private final Schemas schemas;
    private final SchemaTables tables;
    private final SourceInspection inspection;
    private final StoppedDatasets stopped;

    public SchemaTableResource(
            Database database,
            Schemas schemas,
            SchemaTables tables,
            SourceInspection inspection,
            StoppedDatasets stopped) {
        this.database = database;
        this.schemas = schemas;
        this.tables = tables;
        this.inspection = inspection;
        this.stopped = stopped;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.post(SCHEMA + ":sync", guard.with(Permission.WRITE_DATA, this::sync)),
                Route.get(SCHEMA + "/tables", guard.with(Permission.READ, this::list)),
                Route.patch(SCHEMA + "/tables/{name}", guard.with(Permission.WRITE_DATA, this::update)));
    }

    private Reply sync(Caller caller, Request request) {
        return Reply.json(TableJson.synced(inspection.sync(caller.teamId(), V1Replies.id(request))));
    }

    private Reply list(Caller caller, Request request) {
        long id = V1Replies.id(request);
        return Reply.json(TableJson.synced(database.withSession(session -> {
            schemas.get(session, caller.teamId(), id);
            return tables.get(session, id);
        })));
    }

    private Reply update(Caller caller, Request request) {
        long id = V1Replies.id(request);
        BodyFields body = BodyFields.of(request);
        if (!body.has(TENANT_COLUMN) && !body.isCleared(TENANT_COLUMN)) {
            throw BodyFields.missing(TENANT_COLUMN);
        }
        Optional<String> column = body.name(TENANT_COLUMN);
        return Reply.json(database.inTransaction(session -> {
            Schema schema = schemas.get(session, caller.teamId(), id);
            SchemaTable table = tables.demand(session, id, request.pathParameter("name"), column);
            return changed(table, column.isPresent() ? stopped.of(session, caller, schema) : List.of());
        }));
    }

    private static ObjectNode changed(SchemaTable table, List<Stopped> stopped) {
        ObjectNode json = TableJson.of(table);
        ArrayNode datasets = json.putArray("stopped_datasets");
        for (Stopped dataset : stopped) {
            datasets.addObject()
                    .put("embed_id", dataset.embedId())
                    .put("version", dataset.version())
                    .put("dataset", dataset.dataset())
                    .put("reason", dataset.reason());
        }
        return json;
    }
}
