package io.vitrine.http.v1;

import io.vitrine.json.Json;
import io.vitrine.source.SchemaTable;
import io.vitrine.source.SchemaTables;
import io.vitrine.source.connect.ColumnType;
import io.vitrine.source.connect.ProbeResult;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tables of databases, as answers show them. */
final class TableJson {
    private TableJson() {}

    /** A connection that works: {@code version}, {@code elapsed_ms}, {@code tables}, {@code truncated}. */
    static ObjectNode probed(ProbeResult result) {
        ObjectNode json = Json.object()
                .put("success", 1)
                .put("version", result.version())
                .put("elapsed_ms", result.elapsed().toMillis());
        ArrayNode tables = json.putArray("tables");
        for (ProbeResult.Table table : result.tables()) {
            ArrayNode columns = tables.addObject()
                    .put("name", table.name())
                    .put("database_schema", table.schema())
                    .putArray("columns");
            table.columns()
                    .forEach(column -> put(
                            columns, column.name(), SchemaTables.type(column.databaseType()), column.databaseType()));
        }
        return json.put("truncated", result.truncated());
    }

    static ObjectNode synced(SchemaTables.Synced synced) {
        ObjectNode json = Json.object();
        synced.syncedAt().ifPresentOrElse(at -> json.put("synced_at", at.toString()), () -> json.putNull("synced_at"));
        ArrayNode tables = json.putArray("tables");
        synced.tables().forEach(table -> tables.add(of(table)));
        return json.put("truncated", synced.truncated());
    }

    static ObjectNode of(SchemaTable table) {
        ObjectNode json = Json.object().put("name", table.name()).put("database_schema", table.databaseSchema());
        table.tenantColumn()
                .ifPresentOrElse(column -> json.put("tenant_column", column), () -> json.putNull("tenant_column"));
        json.put("present", table.present());
        ArrayNode columns = json.putArray("columns");
        table.columns().forEach(column -> put(columns, column.name(), column.type(), column.databaseType()));
        return json;
    }

    private static void put(ArrayNode columns, String name, ColumnType type, String databaseType) {
        columns.addObject().put("name", name).put("type", type.wireName()).put("database_type", databaseType);
    }
}
