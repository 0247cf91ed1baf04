package io.vitrine.query;

import io.vitrine.database.Session;
import io.vitrine.query.fence.QueryFence;
import io.vitrine.query.fence.TenantColumns;
import io.vitrine.query.template.SqlDialect;
import io.vitrine.query.template.Template;
import io.vitrine.query.template.TemplateCheck;
import io.vitrine.query.template.TemplateError;
import io.vitrine.query.template.TemplateErrors;
import io.vitrine.query.template.VariableCatalog;
import io.vitrine.query.template.VariableCatalog.Declaration;
import io.vitrine.query.template.VariableName;
import io.vitrine.source.SchemaSources;
import io.vitrine.source.SchemaTables;
import io.vitrine.source.SealedConnections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a dataset may be saved: its template parses, knows its variables, is one query that reads, and filters every
 * table that demands it on a tenant variable.
 *
 * <p>A schema's data sources may speak several dialects; the template must be right in each, because any customer may
 * be mapped to any of them.
 */
public final class DatasetCheck {
    private final SealedConnections connections;
    private final SchemaTables tables;

    public DatasetCheck(SealedConnections connections, SchemaTables tables) {
        this.connections = connections;
        this.tables = tables;
    }

    /**
     * A dataset that is not saved yet.
     *
     * @param schema the schema's name or id
     * @param declarations the controls and embed variables that the template may use
     * @param tenantOptional whether the author says that it may run without its tenant filters
     */
    public record Draft(String schema, String sql, List<Declaration> declarations, boolean tenantOptional) {
        public Draft {
            declarations = List.copyOf(declarations);
        }
    }

    /**
     * What is wrong at one place.
     *
     * @param variable the variable that stands there
     */
    public record Finding(TemplateError error, Optional<VariableName> variable) {}

    /**
     * What a check found.
     *
     * @param dialect the one that the findings are about, or that of the first data source where there are none
     * @param variables the names that a template of the team may use
     */
    public record Report(SqlDialect dialect, List<Finding> findings, List<String> variables) {
        public Report {
            findings = List.copyOf(findings);
            variables = List.copyOf(variables);
        }

        /** Whether the dataset may be saved. */
        public boolean isClean() {
            return findings.isEmpty();
        }
    }

    /**
     * Checks a dataset for all data sources of its schema.
     *
     * @throws io.vitrine.error.Refusal with {@code UNKNOWN_SCHEMA}
     */
    public Report check(Session session, long teamId, Draft draft) {
        SchemaSources schema = SchemaSources.find(session, connections, teamId, draft.schema());
        List<SqlDialect> dialects = schema.sources().stream()
                .map(source -> Dialects.of(source.kind(), source.settings()))
                .distinct()
                .toList();
        return dialects.isEmpty()
                ? withoutSources(session, teamId, draft, schema.schemaId())
                : check(session, teamId, draft, schema.schemaId(), dialects);
    }

    /** Nobody knows yet what a schema without data sources will speak, so what any dialect can read passes. */
    private Report withoutSources(Session session, long teamId, Draft draft, long schemaId) {
        Report standard = check(session, teamId, draft, schemaId, List.of(SqlDialect.ANSI));
        return Stream.of(SqlDialect.values())
                .filter(dialect -> !standard.isClean() && dialect != SqlDialect.ANSI)
                .map(dialect -> check(session, teamId, draft, schemaId, List.of(dialect)))
                .filter(Report::isClean)
                .findFirst()
                .orElse(standard);
    }

    /** Checks a dataset for the data source of one customer. */
    public Report check(Session session, long teamId, Draft draft, ResolvedSource source) {
        return check(session, teamId, draft, source.schemaId(), List.of(Dialects.of(source)));
    }

    /**
     * Refuses a query that is to run without having been saved where it is more than a query that reads, or leaves out
     * a filter that a table demands.
     */
    public void requireFenced(Session session, ResolvedSource source, VariableCatalog catalog, String sql) {
        List<TemplateError> errors = QueryFence.errors(
                Template.parse(sql, Dialects.of(source)), catalog, demands(session, source.schemaId()));
        if (!errors.isEmpty()) {
            throw new TemplateErrors(errors).refusal();
        }
    }

    private Report check(Session session, long teamId, Draft draft, long schemaId, List<SqlDialect> dialects) {
        VariableCatalog catalog = TeamVariables.ofTeam(session, teamId).with(draft.declarations());
        TenantColumns demands = demands(session, schemaId);
        for (SqlDialect dialect : dialects) {
            List<Finding> findings = findings(draft, dialect, catalog, demands);
            if (!findings.isEmpty()) {
                return new Report(dialect, findings, catalog.names());
            }
        }
        return new Report(dialects.getFirst(), List.of(), catalog.names());
    }

    private static List<Finding> findings(
            Draft draft, SqlDialect dialect, VariableCatalog catalog, TenantColumns demands) {
        Template template;
        try {
            template = Template.parse(draft.sql(), dialect);
        } catch (TemplateErrors e) {
            return e.errors().stream()
                    .map(error -> new Finding(error, Optional.empty()))
                    .toList();
        }
        List<Finding> findings = new ArrayList<>();
        Stream.concat(
                        TemplateCheck.errors(template, catalog, draft.tenantOptional()).stream(),
                        QueryFence.errors(template, catalog, demands).stream())
                .forEach(error -> findings.add(new Finding(error, template.variableAt(error.position()))));
        return findings;
    }

    private TenantColumns demands(Session session, long schemaId) {
        return TenantColumns.of(tables.tenantColumns(session, schemaId));
    }
}
