package io.vitrine.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.CustomerView;
import io.vitrine.database.Database;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.database.VersionedCache;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import io.vitrine.source.SealedConnections;
import io.vitrine.source.SourceAllowance;
import io.vitrine.source.connect.SourceKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the data source of a customer for a schema: own mapping, inherited mapping, the schema's default; and what the
 * schema's tables demand of its queries.
 *
 * <p>The mapping is the one that was just read with the customer, so a new one holds for the very next panel. What the
 * schemas and data sources are is read for every query, or kept for as long as the version of the set-up stands that was
 * read with the customer. Whatever the mapping says, a data source that is not linked to the customer's data visibility
 * group is refused.
 */
public final class SourceResolver {
    private static final int SETTINGS_KEPT = 1_000;
    private static final int PLACES_KEPT = 10_000;

    private final Database database;
    private final SealedConnections connections;
    private final VersionedCache<Place, Optional<Found>> places = new VersionedCache<>(PLACES_KEPT);

    /** Decrypted once: no two revisions of any source are alike, and none ever changes. */
    private final Cache<Revision, Map<String, String>> settings = Caffeine.newBuilder()
            .maximumSize(SETTINGS_KEPT)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    private record Revision(long source, long number) {}

    /** All that decides which source it is: who asks for which schema, mapped how. */
    private record Place(long visibilityGroupId, String schema, String mapping) {
        static Place of(ComputedCustomer computed, String schema) {
            return new Place(
                    computed.customer().visibilityGroupId(),
                    schema,
                    computed.computedMapping().text());
        }
    }

    /** A schema, and the source that a mapping leads to in it. */
    private record Found(
            long schemaId,
            String schema,
            boolean strictMapping,
            boolean mapped,
            Map<String, String> tenantColumns,
            List<String> levels,
            Optional<FoundSource> source) {}

    private record FoundSource(
            Revision revision,
            String name,
            SourceKind kind,
            byte[] sealedConnection,
            SourceAllowance allowance,
            boolean linked) {}

    public SourceResolver(Database database, SealedConnections connections) {
        this.database = database;
        this.connections = connections;
    }

    /**
     * The data source, read in one round trip.
     *
     * @param schema the schema's name, or its id as decimal text
     * @throws Refusal with {@code UNKNOWN_SCHEMA} or {@code NO_DATA_SOURCE}
     */
    public ResolvedSource resolve(Session session, ComputedCustomer computed, String schema) {
        return resolved(find(session, Place.of(computed, schema)), computed, schema);
    }

    /** The data source as {@link #resolve(Session, ComputedCustomer, String)} finds it, without a round trip where it can be. */
    ResolvedSource resolve(CustomerView view, String schema) {
        Place place = Place.of(view.customer(), schema);
        Optional<Found> found =
                places.get(place, view.setupVersion(), () -> database.withSession(session -> find(session, place)));
        return resolved(found, view.customer(), schema);
    }

    private static Optional<Found> find(Session session, Place place) {
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
                SourceResolver::found,
                place.schema(),
                place.schema(),
                place.mapping(),
                place.visibilityGroupId(),
                place.schema());
    }

    private static Found found(Row row) throws SQLException {
        return new Found(
                row.number("schema_id"),
                row.text("schema_name"),
                row.bool("strict_mapping"),
                row.bool("mapped"),
                tenantColumns(row),
                row.texts("levels"),
                row.optionalNumber("id").isEmpty() ? Optional.empty() : Optional.of(source(row)));
    }

    private static FoundSource source(Row row) throws SQLException {
        return new FoundSource(
                new Revision(row.number("id"), row.number("revision")),
                row.text("name"),
                SourceKind.ofWireName(row.text("kind")),
                row.bytes("sealed_connection"),
                SourceAllowance.of(row),
                row.bool("linked"));
    }

    private ResolvedSource resolved(Optional<Found> there, ComputedCustomer computed, String wanted) {
        Found found = there.orElseThrow(
                () -> new Refusal(ErrorCode.UNKNOWN_SCHEMA, "schema", "There is no schema \"" + wanted + "\"."));
        String who = computed.customer().providedId();
        FoundSource source = found.source()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.NO_DATA_SOURCE,
                        "schema",
                        "Customer \"" + who + "\" has no data source for the schema \"" + found.schema() + "\", and "
                                + (found.strictMapping()
                                        ? "the schema demands a mapping (strict_mapping)."
                                        : "the schema has no default data source.")));
        if (!source.linked()) {
            throw new Refusal(
                    ErrorCode.NO_DATA_SOURCE,
                    "schema",
                    "The data source of customer \"" + who + "\" for the schema \"" + found.schema()
                            + "\" is not linked to the data visibility group \""
                            + computed.customer().visibilityGroup() + "\".");
        }
        return new ResolvedSource(
                found.schemaId(),
                found.schema(),
                source.revision().source(),
                source.name(),
                source.kind(),
                source.revision().number(),
                settings.get(source.revision(), _ -> Map.copyOf(connections.open(source.sealedConnection()))),
                source.allowance(),
                found.tenantColumns(),
                found.levels(),
                found.mapped() ? mappedFrom(computed, Long.toString(found.schemaId())) : ResolvedSource.From.DEFAULT);
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
