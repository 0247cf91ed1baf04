package io.vitrine.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.Customer;
import io.vitrine.database.Session;
import io.vitrine.query.fence.QueryFence;
import io.vitrine.query.fence.TenantColumns;
import io.vitrine.query.template.Origin.Offered;
import io.vitrine.query.template.SqlDialect;
import io.vitrine.query.template.Template;
import io.vitrine.query.template.TemplateError;
import io.vitrine.query.template.TemplateErrors;
import io.vitrine.query.template.Value;
import io.vitrine.query.template.VariableCatalog;
import io.vitrine.query.template.VariableCatalog.Declaration;
import io.vitrine.query.template.VariableScope;
import java.util.List;
import java.util.Map;

/** Binds a query to a customer: which data source, which variables, which values. */
final class QueryPreparation {
    private static final int TEMPLATES_KEPT = 10_000;

    private final Cache<TemplateKey, Template> templates =
            Caffeine.newBuilder().maximumSize(TEMPLATES_KEPT).build();

    /** What the fence says of a template whose tables demand something, by all that this depends on. */
    private final Cache<FenceKey, List<TemplateError>> fenced =
            Caffeine.newBuilder().maximumSize(TEMPLATES_KEPT).build();

    private record TemplateKey(String sql, SqlDialect dialect) {}

    private record FenceKey(TemplateKey template, Map<String, String> tenantColumns, List<String> levels) {}

    /**
     * The query, ready to run.
     *
     * @param offered what the viewer and the page offer; never reaches the customer's own variables
     * @param source where the customer's rows of the query's schema are
     * @throws io.vitrine.error.Refusal for a template that does not parse or lacks a variable
     */
    PreparedQuery prepare(
            ResolvedSource source,
            ComputedCustomer computed,
            DatasetQuery query,
            Map<Offered, Map<String, Value>> offered) {
        try {
            TemplateKey key = new TemplateKey(query.sql(), Dialects.of(source));
            Template template = templates.get(key, it -> Template.parse(it.sql(), it.dialect()));
            VariableCatalog catalog = VariableCatalog.ofLevels(source.levels()).with(query.declarations());
            requireFilters(key, template, source, catalog);
            VariableScope scope = scope(catalog, computed, offered);
            Customer customer = computed.customer();
            return new PreparedQuery(
                    query, customer.visibilityGroupId() + " " + customer.providedId(), source, template.bind(scope));
        } catch (TemplateErrors e) {
            throw query.name().isEmpty() ? e.refusal() : e.refusal(query.name());
        }
    }

    /** All variables of a customer, and what was offered beside them. */
    VariableScope scope(
            Session session,
            ComputedCustomer computed,
            List<Declaration> declarations,
            Map<Offered, Map<String, Value>> offered) {
        VariableCatalog catalog = TeamVariables.ofGroup(
                        session, computed.customer().visibilityGroupId())
                .with(declarations);
        return scope(catalog, computed, offered);
    }

    /**
     * Refuses a template that leaves out a filter that a table demands. It was checked when it was saved; the demand
     * may be younger.
     */
    private void requireFilters(TemplateKey key, Template template, ResolvedSource source, VariableCatalog catalog) {
        if (source.tenantColumns().isEmpty()) {
            return;
        }
        List<TemplateError> errors = fenced.get(
                new FenceKey(key, source.tenantColumns(), source.levels()),
                it -> QueryFence.errors(template, catalog, TenantColumns.of(it.tenantColumns())));
        if (!errors.isEmpty()) {
            throw new TemplateErrors(errors);
        }
    }

    private static VariableScope scope(
            VariableCatalog catalog, ComputedCustomer computed, Map<Offered, Map<String, Value>> offered) {
        VariableScope scope = VariableScope.of(catalog, CustomerVariables.of(computed));
        for (Map.Entry<Offered, Map<String, Value>> layer : offered.entrySet()) {
            scope = scope.offer(layer.getKey(), layer.getValue());
        }
        return scope;
    }
}
