package io.vitrine.dashboard;

import io.vitrine.query.fence.QueryFence;
import io.vitrine.query.fence.TenantColumns;
import io.vitrine.query.template.SqlDialect;
import io.vitrine.query.template.Template;
import io.vitrine.query.template.TemplateCheck;
import io.vitrine.query.template.TemplateError;
import io.vitrine.query.template.TemplateErrors;
import io.vitrine.query.template.VariableCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with the templates of datasets, before anybody looks at them. */
final class DatasetTemplates {
    private DatasetTemplates() {}

    /**
     * What is wrong with one template; empty where the dataset may be saved.
     *
     * @param dialect absent where it is not known: a template that any dialect can read then passes as one of that
     */
    static List<TemplateError> errors(Dataset dataset, Optional<SqlDialect> dialect, VariableCatalog catalog) {
        if (dialect.isPresent()) {
            return errors(dataset, dialect.get(), catalog);
        }
        List<TemplateError> first = errors(dataset, SqlDialect.ANSI, catalog);
        for (SqlDialect candidate : SqlDialect.values()) {
            if (first.isEmpty() || errors(dataset, candidate, catalog).isEmpty()) {
                return List.of();
            }
        }
        return first;
    }

    private static List<TemplateError> errors(Dataset dataset, SqlDialect dialect, VariableCatalog catalog) {
        try {
            Template template = Template.parse(dataset.sql(), dialect);
            List<TemplateError> errors =
                    new ArrayList<>(TemplateCheck.errors(template, catalog, dataset.tenantOptional()));
            errors.addAll(QueryFence.errors(template, catalog, TenantColumns.none()));
            return errors;
        } catch (TemplateErrors e) {
            return e.errors();
        }
    }
}
