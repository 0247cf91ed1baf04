package io.vitrine.source.connect;

import java.time.Duration;
import java.util.List;

/**
 * What a tried connection showed.
 *
 * @param version the database's name and version
 * @param elapsed how long it took
 * @param tables what can be read, in order of schema and name
 * @param truncated whether there are more columns than are listed
 */
public record ProbeResult(String version, Duration elapsed, List<Table> tables, boolean truncated) {
    /** A table or view. */
    public record Table(String schema, String name, List<TableColumn> columns) {}

    /**
     * A column of a table.
     *
     * @param databaseType the database's name of its type, such as {@code numeric(10,2)}
     */
    public record TableColumn(String name, String databaseType) {}
}
