package io.vitrine.source;

import io.vitrine.source.connect.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * A table of a schema, as the schema's default data source had it when it was last read.
 *
 * @param databaseSchema the namespace inside the database, such as {@code public}
 * @param tenantColumn the column that every query of the table must filter on a tenant variable, where there is one
 * @param present whether the table was there when the tables were last read
 */
public record SchemaTable(
        String databaseSchema, String name, List<Column> columns, Optional<String> tenantColumn, boolean present) {
    public SchemaTable {
        columns = List.copyOf(columns);
    }

    /**
     * A column of a table.
     *
     * @param databaseType the database's own name of the type, such as {@code numeric(10,2)}
     */
    public record Column(String name, ColumnType type, String databaseType) {}
}
