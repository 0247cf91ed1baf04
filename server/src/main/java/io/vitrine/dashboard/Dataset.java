package io.vitrine.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * A named query template of a dashboard.
 *
 * @param schema name of the schema whose tables it reads
 * @param sql the template; never leaves the server towards a viewer
 * @param tenantOptional whether the author says that it may run without its tenant filters
 * @param rowLimit the most rows, where the author sets one
 * @param timeout the longest run time, where the author sets one
 */
public record Dataset(
        String name,
        String schema,
        String sql,
        boolean tenantOptional,
        OptionalInt rowLimit,
        Optional<Duration> timeout,
        CacheRule cache) {

    /** The variables that its template names, and perhaps some more: enough to know what a change may concern. */
    public List<String> variables() {
        return TextVariables.inSql(sql);
    }

    static Dataset of(JsonNode json, CacheRule dashboardCache) {
        JsonNode rowLimit = json.path("row_limit");
        JsonNode timeout = json.path("timeout_seconds");
        return new Dataset(
                json.path("name").stringValue(),
                json.path("schema").stringValue(),
                json.path("sql").stringValue(),
                json.path("tenant_optional").asBoolean(false),
                rowLimit.isNumber() ? OptionalInt.of(rowLimit.intValue()) : OptionalInt.empty(),
                timeout.isNumber() ? Optional.of(Duration.ofSeconds(timeout.intValue())) : Optional.empty(),
                CacheRule.of(json.path("cache"), dashboardCache));
    }
}
