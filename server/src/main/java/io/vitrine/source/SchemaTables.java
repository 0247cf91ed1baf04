package io.vitrine.source;

import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import io.vitrine.source.connect.ColumnType;
import io.vitrine.source.connect.ProbeResult;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The tables of schemas: read from a data source now and then, kept here, and what they demand of queries. */
public final class SchemaTables {
    /**
     * The tables of a schema.
     *
     * @param syncedAt when they were last read; absent before the first time
     * @param truncated whether the source has more columns than were read
     */
    public record Synced(Optional<Instant> syncedAt, boolean truncated, List<SchemaTable> tables) {}

    /** What is kept of a schema. */
    public Synced get(Session session, long schemaId) {
        List<SchemaTable> tables = session.list("""
                select database_schema, name, columns, tenant_column, present from schema_table
                where schema_id = ? order by database_schema, name""", SchemaTables::table, schemaId);
        return session.one(
                "select synced_at, tables_truncated from data_schema where id = ?",
                row -> new Synced(row.optionalInstant("synced_at"), row.bool("tables_truncated"), tables),
                schemaId);
    }

    /** Keeps what a data source showed. A demand stays, also of a table that is gone, lest it comes back without one. */
    public void replace(Session session, long schemaId, ProbeResult shown) {
        // First, so that two that sync the same schema take turns.
        session.update(
                "update data_schema set synced_at = now(), tables_truncated = ? where id = ?",
                shown.truncated(),
                schemaId);
        session.update("delete from schema_table where schema_id = ? and tenant_column is null", schemaId);
        session.update("update schema_table set present = false where schema_id = ?", schemaId);
        for (ProbeResult.Table table : shown.tables()) {
            session.update("""
                    insert into schema_table (schema_id, database_schema, name, columns) values (?, ?, ?, ?::json)
                    on conflict (schema_id, database_schema, name)
                    do update set columns = excluded.columns, present = true""", schemaId, table.schema(), table.name(), Json.MAPPER.writeValueAsString(columns(table)));
        }
    }

    /**
     * Says which column of a table every query must filter on a tenant variable; an empty one ends the demand.
     *
     * @param name the table's name, with its namespace in the database where two have the same
     * @throws Refusal with {@code NOT_FOUND} for a table that was never read, {@code INVALID_FIELD} for a column that it
     *     does not have
     */
    public SchemaTable demand(Session session, long schemaId, String name, Optional<String> column) {
        List<SchemaTable> named = get(session, schemaId).tables().stream()
                .filter(table ->
                        table.name().equals(name) || (table.databaseSchema() + "." + table.name()).equals(name))
                .toList();
        if (named.isEmpty()) {
            throw new Refusal(
                    ErrorCode.NOT_FOUND,
                    "name",
                    "The schema has no table \"" + name + "\". POST to its :sync where the table is new.");
        }
        if (named.size() > 1) {
            throw new Refusal(
                    ErrorCode.INVALID_FIELD,
                    "name",
                    "Several tables are called \"" + name + "\". Name one of "
                            + named.stream()
                                    .map(table -> table.databaseSchema() + "." + table.name())
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        SchemaTable table = named.getFirst();
        Optional<String> exact = column.map(wanted -> exact(table, wanted));
        session.update("""
                update schema_table set tenant_column = ?::text
                where schema_id = ? and database_schema = ? and name = ?""", exact, schemaId, table.databaseSchema(), table.name());
        return new SchemaTable(table.databaseSchema(), table.name(), table.columns(), exact, table.present());
    }

    /** The demanded column of each table of a schema that demands one. */
    public Map<String, String> tenantColumns(Session session, long schemaId) {
        Map<String, String> columns = new LinkedHashMap<>();
        session.list("""
                        select name, tenant_column from schema_table
                        where schema_id = ? and tenant_column is not null order by database_schema, name""", row -> Map.entry(row.text("name"), row.text("tenant_column")), schemaId)
                .forEach(entry -> columns.put(entry.getKey(), entry.getValue()));
        return columns;
    }

    private static String exact(SchemaTable table, String wanted) {
        return table.columns().stream()
                .map(SchemaTable.Column::name)
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_FIELD,
                        "tenant_column",
                        "The table " + table.name() + " has no column \"" + wanted + "\". It has "
                                + table.columns().stream()
                                        .map(SchemaTable.Column::name)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static ArrayNode columns(ProbeResult.Table table) {
        ArrayNode columns = Json.MAPPER.createArrayNode();
        table.columns()
                .forEach(column ->
                        columns.addObject().put("name", column.name()).put("database_type", column.databaseType()));
        return columns;
    }

    private static SchemaTable table(Row row) throws SQLException {
        List<SchemaTable.Column> columns = new ArrayList<>();
        for (JsonNode column : Json.MAPPER.readTree(row.text("columns"))) {
            String databaseType = column.path("database_type").stringValue();
            columns.add(new SchemaTable.Column(column.path("name").stringValue(), type(databaseType), databaseType));
        }
        return new SchemaTable(
                row.text("database_schema"),
                row.text("name"),
                columns,
                row.optionalText("tenant_column"),
                row.bool("present"));
    }

    /** The type that results with a column of this database type have. */
    public static ColumnType type(String databaseType) {
        return PortableType.of(databaseType);
    }
}
