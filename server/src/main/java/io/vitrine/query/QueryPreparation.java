package io.vitrine.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.Customer;
import io.vitrine.database.Session;
import io.vitrine.query.template.Origin.Offered;
import io.vitrine.query.template.SqlDialect;
import io.vitrine.query.template.Template;
import io.vitrine.query.template.TemplateErrors;
import io.vitrine.query.template.Value;
import io.vitrine.query.template.VariableCatalog;
import io.vitrine.query.template.VariableScope;
import io.vitrine.source.ResolvedSource;
import io.vitrine.source.SourceResolver;
import java.util.List;
import java.util.Map;

/** Binds a query to a customer: which data source, which variables, which values. */
final class QueryPreparation {
    private static final int TEMPLATES_KEPT = 10_000;

    private final SourceResolver sources;
    private final Cache<TemplateKey, Template> templates =
            Caffeine.newBuilder().maximumSize(TEMPLATES_KEPT).build();

    private record TemplateKey(String sql, SqlDialect dialect) {}

    QueryPreparation(SourceResolver sources) {
        this.sources = sources;
    }

    /**
     * The query, ready to run.
     *
     * @param offered what the viewer and the page offer; never reaches the customer's own variables
     * @throws io.vitrine.error.Refusal for an unknown schema, a missing source, a template that does not parse or lacks
     *     a variable
     */
    PreparedQuery prepare(
            Session session, ComputedCustomer computed, DatasetQuery query, Map<Offered, Map<String, Value>> offered) {
        ResolvedSource source = sources.resolve(session, computed, query.schema());
        try {
            Template template = templates.get(
                    new TemplateKey(query.sql(), Dialects.of(source)), key -> Template.parse(key.sql(), key.dialect()));
            VariableScope scope = scope(session, computed, query, offered);
            Customer customer = computed.customer();
            return new PreparedQuery(
                    query, customer.visibilityGroupId() + " " + customer.providedId(), source, template.bind(scope));
        } catch (TemplateErrors e) {
            throw query.name().isEmpty() ? e.refusal() : e.refusal(query.name());
        }
    }

    /** All variables of a customer, and what was offered beside them. */
    VariableScope scope(
            Session session, ComputedCustomer computed, DatasetQuery query, Map<Offered, Map<String, Value>> offered) {
        List<String> levels =
                session.list("""
                select l.name from hierarchy_level l join visibility_group g on g.team_id = l.team_id
                where g.id = ? order by l.position""", row -> row.text("name"), computed.customer().visibilityGroupId());
        VariableCatalog catalog = VariableCatalog.ofLevels(levels).with(query.declarations());
        VariableScope scope = VariableScope.of(catalog, CustomerVariables.of(computed));
        for (Map.Entry<Offered, Map<String, Value>> layer : offered.entrySet()) {
            scope = scope.offer(layer.getKey(), layer.getValue());
        }
        return scope;
    }
}
