package io.vitrine.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.Customer;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import io.vitrine.source.SealedConnections;
import io.vitrine.source.SourceAllowance;
import io.vitrine.source.connect.SourceKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the data source of a customer for a schema: own mapping, inherited mapping, the schema's default; and what the
 * schema's tables demand of its queries.
 *
 * <p>Read afresh for every query, in one round trip, so that a new mapping holds for the very next panel. Whatever the
 * mapping says, a data source that is not linked to the customer's data visibility group is refused.
 */
public final class SourceResolver {
    private static final int SETTINGS_KEPT = 1_000;

    private final SealedConnections connections;

    /** Decrypted once: no two revisions of any source are alike, and none ever changes. */
    private final Cache<Revision, Map<String, String>> settings = Caffeine.newBuilder()
            .maximumSize(SETTINGS_KEPT)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    private record Revision(long source, long number) {}

    public SourceResolver(SealedConnections connections) {
        this.connections = connections;
    }

    /**
     * The data source.
     *
     * @param schema the schema's name, or its id as decimal text
     * @throws Refusal with {@code UNKNOWN_SCHEMA} or {@code NO_DATA_SOURCE}
     */
    public ResolvedSource resolve(Session session, ComputedCustomer computed, String schema) {
        Customer customer = computed.customer();
        return session.first(
                        """
                        select sc.id as schema_id, sc.name as schema_name, sc.strict_mapping,
                          m.source_id is not null as mapped,
                          s.id, s.name, s.kind, s.revision, s.sealed_connection,
                          s.query_timeout_seconds, s.max_connections,
                          (select json_object_agg(t.name, t.tenant_column) from schema_table t
                           where t.schema_id = sc.id and t.tenant_column is not null) as tenant_columns,
                          (select array_agg(l.name order by l.position) from hierarchy_level l
                           where l.team_id = g.team_id) as levels,
                          exists (select from data_source_visibility_group l
                                  where l.data_source_id = s.id and l.visibility_group_id = g.id) as linked
                        from visibility_group g
                          join data_schema sc on sc.team_id = g.team_id and (sc.name = ? or sc.id::text = ?)
                          cross join lateral (select (?::json ->> sc.id::text)::bigint as source_id) m
                          left join data_source s on s.schema_id = sc.id and s.id = coalesce(
                            m.source_id, case when not sc.strict_mapping then sc.default_data_source_id end)
                        where g.id = ?
                        order by sc.name = ? desc limit 1""",
                        row -> resolved(computed, row),
                        schema,
                        schema,
                        computed.computedMapping().text(),
                        customer.visibilityGroupId(),
                        schema)
                .orElseThrow(() ->
                        new Refusal(ErrorCode.UNKNOWN_SCHEMA, "schema", "There is no schema \"" + schema + "\"."));
    }

    private ResolvedSource resolved(ComputedCustomer computed, Row row) throws SQLException {
        String schema = row.text("schema_name");
        String who = computed.customer().providedId();
        if (row.optionalNumber("id").isEmpty()) {
            throw new Refusal(
                    ErrorCode.NO_DATA_SOURCE,
                    "schema",
                    "Customer \"" + who + "\" has no data source for the schema \"" + schema + "\", and "
                            + (row.bool("strict_mapping")
                                    ? "the schema demands a mapping (strict_mapping)."
                                    : "the schema has no default data source."));
        }
        if (!row.bool("linked")) {
            throw new Refusal(
                    ErrorCode.NO_DATA_SOURCE,
                    "schema",
                    "The data source of customer \"" + who + "\" for the schema \"" + schema
                            + "\" is not linked to the data visibility group \""
                            + computed.customer().visibilityGroup() + "\".");
        }
        String schemaId = Long.toString(row.number("schema_id"));
        Revision revision = new Revision(row.number("id"), row.number("revision"));
        byte[] sealed = row.bytes("sealed_connection");
        return new ResolvedSource(
                row.number("schema_id"),
                schema,
                revision.source(),
                row.text("name"),
                SourceKind.ofWireName(row.text("kind")),
                revision.number(),
                settings.get(revision, _ -> Map.copyOf(connections.open(sealed))),
                SourceAllowance.of(row),
                tenantColumns(row),
                row.texts("levels"),
                row.bool("mapped") ? mappedFrom(computed, schemaId) : ResolvedSource.From.DEFAULT);
    }

    private static Map<String, String> tenantColumns(Row row) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        row.optionalText("tenant_columns")
                .ifPresent(json -> Json.readStoredObject(json)
                        .forEachEntry((table, column) -> columns.put(table, column.stringValue())));
        return Map.copyOf(columns);
    }

    private static ResolvedSource.From mappedFrom(ComputedCustomer computed, String schemaId) {
        boolean own = Optional.ofNullable(computed.customer().mapping().node().get(schemaId))
                .isPresent();
        return own ? ResolvedSource.From.OWN : ResolvedSource.From.INHERITED;
    }
}
