package io.vitrine.query.fence;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which tables of a schema demand that every query filters on a tenant variable, and on which column.
 *
 * <p>Names are compared without case, quotes and schema: a fence rather asks too often.
 */
public final class TenantColumns {
    private final Map<String, String> columns = new HashMap<>();

    private TenantColumns(Map<String, String> columnByTable) {
        columnByTable.forEach((table, column) ->
                columns.put(table.substring(table.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), column));
    }

    /** No table demands anything. */
    public static TenantColumns none() {
        return new TenantColumns(Map.of());
    }

    /** The demanded column of each table that has a demand. */
    public static TenantColumns of(Map<String, String> columnByTable) {
        return new TenantColumns(columnByTable);
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    Optional<String> of(String table) {
        return Optional.ofNullable(columns.get(table.toLowerCase(Locale.ROOT)));
    }
}
