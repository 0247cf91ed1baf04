package io.vitrine.query.template;

import io.vitrine.query.template.TemplateNode.Clause;
import io.vitrine.query.template.TemplateNode.Membership;
import io.vitrine.query.template.TemplateNode.Reference;
import io.vitrine.query.template.TemplateNode.Sql;
import io.vitrine.query.template.VariableCatalog.Declaration;
import io.vitrine.query.template.VariableCatalog.Meaning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Whether a dataset with this template may be saved: the rules that need no value. */
public final class TemplateCheck {
    private final VariableCatalog catalog;
    private final TemplateErrors.Collector errors;

    private TemplateCheck(Template template, VariableCatalog catalog) {
        this.catalog = catalog;
        this.errors = new TemplateErrors.Collector(template.source());
    }

    /**
     * What is wrong; empty where the dataset may be saved.
     *
     * @param tenantOptional whether the author says that the query may run without its tenant filters
     */
    public static List<TemplateError> errors(Template template, VariableCatalog catalog, boolean tenantOptional) {
        TemplateCheck check = new TemplateCheck(template, catalog);
        Template.references(template.nodes()).forEach(check::reference);
        if (!tenantOptional) {
            check.optionalTenants(template);
        }
        return check.errors.errors();
    }

    private void reference(Reference reference) {
        Optional<Meaning> meaning = catalog.meaning(reference.name());
        if (meaning.isEmpty()) {
            errors.add(reference.token().offset(), "There is no variable " + reference.name() + ". " + existing());
        } else if (reference.raw()) {
            raw(reference, meaning.get());
        } else if (meaning.get() instanceof Meaning.Declared(Declaration declaration)
                && declaration.kind() == VariableKind.DATE_RANGE) {
            errors.add(
                    reference.token().offset(),
                    "{{ " + reference.name() + " }} is a date range. Write {{ " + reference.name()
                            + ".startDate }} or {{ " + reference.name() + ".endDate }}.");
        }
    }

    private String existing() {
        List<String> names = catalog.names();
        return names.isEmpty()
                ? "No variable is defined but the customer's properties, customer.<key>."
                : "These exist: " + String.join(", ", names) + ", and customer.<key> for any property.";
    }

    private void raw(Reference reference, Meaning meaning) {
        Optional<String> reason = switch (meaning) {
            case Meaning.Level _, Meaning.Property _ ->
                reference.called()
                        ? Optional.of(" may not name a function; only a control with listed options may.")
                        : Optional.empty();
            case Meaning.Declared(Declaration declaration) ->
                declaration.options().isEmpty()
                        ? Optional.of(" can have any value. Only level variables, customer properties and controls with"
                                + " listed options may be raw.")
                        : declaration.options().get().stream()
                                .filter(option -> !RawText.isOption(option))
                                .findFirst()
                                .map(option ->
                                        " has the option \"" + option + "\". An option that is used raw may only be"
                                                + " names, in a list or with asc, desc, nulls first, nulls last.");
        };
        reason.ifPresent(
                why -> errors.add(reference.token().offset(), reference.token().text() + why));
    }

    /** A filter on tenants that can fall away would show one tenant the rows of all. */
    private void optionalTenants(Template template) {
        List<Reference> required = new ArrayList<>();
        List<Clause> clauses = new ArrayList<>();
        template.nodes().forEach(node -> {
            switch (node) {
                case Sql _ -> {}
                case Reference reference -> required.add(reference);
                case Membership membership -> required.add(membership.list());
                case Clause clause -> clauses.add(clause);
            }
        });
        Set<VariableName> names = new HashSet<>();
        required.forEach(reference -> names.add(reference.name()));
        OptionalInt highest = required.stream()
                .filter(reference -> isTenant(reference.name()))
                .mapToInt(reference -> depth(reference.name()))
                .min();
        clauses.forEach(clause -> Template.references(clause.body())
                .filter(reference -> isTenant(reference.name()) && !names.contains(reference.name()))
                .forEach(reference -> optionalTenant(reference, clause, highest)));
    }

    private void optionalTenant(Reference reference, Clause clause, OptionalInt highestRequired) {
        String variable = "{{ " + reference.name() + " }}";
        if (highestRequired.isEmpty()) {
            errors.add(
                    reference.token().offset(),
                    variable + " stands in [[ ]] only, so the query shows every tenant's rows to a customer without it."
                            + " Take it out of [[ ]], or save the dataset with tenant_optional: true.");
        } else if (isLevel(reference.name()) && depth(reference.name()) <= highestRequired.getAsInt()) {
            errors.add(
                    reference.token().offset(),
                    variable
                            + " may be optional only beside a required variable of a higher level. Take it out of [[ ]],"
                            + " or save the dataset with tenant_optional: true.");
        } else {
            Template.references(clause.body())
                    .filter(other -> !isTenant(other.name()))
                    .findFirst()
                    .ifPresent(other -> errors.add(
                            reference.token().offset(),
                            variable + " shares its [[ ]] with {{ " + other.name() + " }}, so a viewer could drop the"
                                    + " filter by sending none. Give each its own [[ ]]."));
        }
    }

    private boolean isTenant(VariableName name) {
        return catalog.isReserved(name.root());
    }

    private boolean isLevel(VariableName name) {
        return catalog.meaning(name).filter(Meaning.Level.class::isInstance).isPresent();
    }

    /** How far below the highest level; a property counts as of the highest, since any customer may define it. */
    private int depth(VariableName name) {
        return catalog.meaning(name)
                .map(meaning -> meaning instanceof Meaning.Level(int depth) ? depth : 0)
                .orElse(0);
    }
}
