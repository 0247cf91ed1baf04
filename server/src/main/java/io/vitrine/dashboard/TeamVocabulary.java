package io.vitrine.dashboard;

import io.vitrine.customer.LevelVariables;
import io.vitrine.database.Session;
import io.vitrine.query.Dialects;
import io.vitrine.query.template.SqlDialect;
import io.vitrine.source.connect.SourceKind;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What definitions may refer to by name.
 *
 * @param levels highest first
 * @param schemas each with the SQL that its default data source speaks, where that is known
 */
record TeamVocabulary(List<String> levels, Set<String> groupTags, Map<String, Optional<SqlDialect>> schemas) {
    static TeamVocabulary read(Session session, long teamId) {
        return new TeamVocabulary(
                session.list(
                        "select name from hierarchy_level where team_id = ? order by position",
                        row -> row.text("name"),
                        teamId),
                Set.copyOf(
                        session.list("select name from group_tag where team_id = ?", row -> row.text("name"), teamId)),
                schemas(session, teamId));
    }

    private static Map<String, Optional<SqlDialect>> schemas(Session session, long teamId) {
        Map<String, Optional<SqlDialect>> schemas = new LinkedHashMap<>();
        session.list("""
                        select s.name, d.kind from data_schema s
                        left join data_source d on d.id = s.default_data_source_id
                        where s.team_id = ? order by s.name""", row -> Map.entry(row.text("name"), row.optionalText("kind")), teamId)
                .forEach(
                        schema -> schemas.put(schema.getKey(), schema.getValue().flatMap(TeamVocabulary::dialect)));
        return Collections.unmodifiableMap(schemas);
    }

    /** A dropped-in driver's SQL stands in its settings, which are sealed; a check does not open them. */
    private static Optional<SqlDialect> dialect(String kind) {
        return Optional.of(SourceKind.ofWireName(kind))
                .filter(known -> known != SourceKind.JDBC)
                .map(known -> Dialects.of(known, Map.of()));
    }

    /** Whether only the directory may set a variable of that name: {@code customer} and the variables of the levels. */
    boolean isReserved(String name) {
        Set<String> reserved = new HashSet<>(Set.of("customer", "customer_id", "customer_name"));
        for (String level : levels) {
            reserved.add(LevelVariables.prefix(level) + "_id");
            reserved.add(LevelVariables.prefix(level) + "_name");
        }
        return reserved.contains(name.toLowerCase(Locale.ROOT));
    }
}
