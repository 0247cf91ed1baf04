package io.vitrine.dashboard;

import io.vitrine.database.Session;
import io.vitrine.query.DatasetCheck;
import io.vitrine.query.template.VariableCatalog.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is wrong with the queries of a definition, said with dataset, line and column. */
final class DatasetProblems {
    private DatasetProblems() {}

    /**
     * The problems of the datasets of known schemas.
     *
     * @param schemas the names of the team's schemas
     */
    static List<Problem> of(
            Session session, DatasetCheck check, long teamId, Definition definition, Set<String> schemas) {
        List<Problem> problems = new ArrayList<>();
        List<Declaration> declarations = Declarations.of(definition);
        for (int i = 0; i < definition.datasets().size(); i++) {
            Dataset dataset = definition.datasets().get(i);
            if (!schemas.contains(dataset.schema())) {
                continue;
            }
            String path = "/datasets/" + i + "/sql";
            DatasetCheck.Draft draft =
                    new DatasetCheck.Draft(dataset.schema(), dataset.sql(), declarations, dataset.tenantOptional());
            for (DatasetCheck.Finding finding :
                    check.check(session, teamId, draft).findings()) {
                problems.add(new Problem(path, "Dataset \"" + dataset.name() + "\", " + finding.error()));
            }
        }
        return problems;
    }
}
