package io.vitrine.dashboard;

import io.vitrine.customer.LevelVariables;
import io.vitrine.database.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What definitions may refer to by name.
 *
 * @param levels highest first
 */
record TeamVocabulary(List<String> levels, Set<String> groupTags, Set<String> schemas) {
    static TeamVocabulary read(Session session, long teamId) {
        return new TeamVocabulary(
                session.list(
                        "select name from hierarchy_level where team_id = ? order by position",
                        row -> row.text("name"),
                        teamId),
                Set.copyOf(
                        session.list("select name from group_tag where team_id = ?", row -> row.text("name"), teamId)),
                Set.copyOf(session.list(
                        "select name from data_schema where team_id = ?", row -> row.text("name"), teamId)));
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
