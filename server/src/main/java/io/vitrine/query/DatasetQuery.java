package io.vitrine.query;

import io.vitrine.query.template.VariableCatalog.Declaration;
import io.vitrine.source.connect.RunLimits;
import java.time.Duration;
import java.util.List;

/**
 * A query to run for a customer.
 *
 * @param name the dataset's name, for messages; empty for a query that is not saved
 * @param schema the schema's name or id
 * @param sql the template
 * @param declarations the controls and embed variables that the template may use
 * @param limits what a run may cost
 * @param keepResult how long a result may be served again; zero runs every time
 */
public record DatasetQuery(
        String name, String schema, String sql, List<Declaration> declarations, RunLimits limits, Duration keepResult) {
    public DatasetQuery {
        declarations = List.copyOf(declarations);
    }
}
