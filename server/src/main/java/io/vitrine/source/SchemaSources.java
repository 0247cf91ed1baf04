package io.vitrine.source;

import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.source.connect.SourceKind;
import java.util.List;
import java.util.Map;

/**
 * A schema with the kinds of its data sources, for checks that concern no customer.
 *
 * @param sources the default data source first
 */
public record SchemaSources(long schemaId, String name, List<Source> sources) {
    /** A data source, as far as it decides which SQL is spoken. */
    public record Source(SourceKind kind, Map<String, String> settings) {
        /** Without the settings, which hold secrets. */
        @Override
        public String toString() {
            return kind.wireName();
        }
    }

    /**
     * The schema of that name, or of that id as decimal text.
     *
     * @throws Refusal with {@code UNKNOWN_SCHEMA}
     */
    public static SchemaSources find(Session session, SealedConnections connections, long teamId, String schema) {
        record Found(long id, String name) {}
        Found found = session.first(
                        """
                        select id, name from data_schema where team_id = ? and (name = ? or id::text = ?)
                        order by name = ? desc limit 1""", row -> new Found(row.number("id"), row.text("name")), teamId, schema, schema, schema)
                .orElseThrow(() ->
                        new Refusal(ErrorCode.UNKNOWN_SCHEMA, "schema", "There is no schema \"" + schema + "\"."));
        List<Source> sources = session.list(
                """
                select s.kind, s.sealed_connection from data_source s join data_schema c on c.id = s.schema_id
                where s.schema_id = ? order by s.id = c.default_data_source_id desc nulls last, s.created_at, s.id""",
                row -> new Source(
                        SourceKind.ofWireName(row.text("kind")), connections.open(row.bytes("sealed_connection"))),
                found.id());
        return new SchemaSources(found.id(), found.name(), sources);
    }
}
