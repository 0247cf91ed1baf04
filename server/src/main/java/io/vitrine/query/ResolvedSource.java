package io.vitrine.query;

import io.vitrine.source.SourceAllowance;
import io.vitrine.source.connect.SourceKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The data source that a customer's rows of a schema come from.
 *
 * @param schemaId the schema that was asked for
 * @param settings the connection settings, secrets included; never leaves the server
 * @param revision grows with every change of the settings
 * @param allowance what the source lets queries cost
 * @param tenantColumns the column of each table of the schema that demands a filter on a tenant variable
 * @param levels the names of the team's hierarchy levels, the highest first, which name its variables
 * @param from how it was found
 */
public record ResolvedSource(
        long schemaId,
        String schema,
        long id,
        String name,
        SourceKind kind,
        long revision,
        Map<String, String> settings,
        SourceAllowance allowance,
        Map<String, String> tenantColumns,
        List<String> levels,
        From from) {

    /** How a customer came to a data source. */
    public enum From {
        /** By its own mapping. */
        OWN,
        /** By the mapping of an ancestor. */
        INHERITED,
        /** By no mapping: the schema's default. */
        DEFAULT;

        /** The name as it stands in answers. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Without the settings, which hold secrets. */
    @Override
    public String toString() {
        return "data source " + id + " \"" + name + "\" of schema \"" + schema + "\" (" + from.wireName() + ")";
    }
}
