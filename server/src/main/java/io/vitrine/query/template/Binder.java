package io.vitrine.query.template;

import io.vitrine.error.ErrorCode;
import io.vitrine.query.template.TemplateNode.Clause;
import io.vitrine.query.template.TemplateNode.Membership;
import io.vitrine.query.template.TemplateNode.Reference;
import io.vitrine.query.template.TemplateNode.Sql;
import io.vitrine.query.template.VariableCatalog.Declaration;
import io.vitrine.query.template.VariableCatalog.Meaning;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Folds a template and a scope into a bound query; good for one run. */
final class Binder {
    /** PostgreSQL cannot tell the type of an untyped argument of these, so it gets text. */
    private static final Set<String> TAKES_ANY_TYPE = Set.of(
            "concat",
            "concat_ws",
            "format",
            "json_build_array",
            "json_build_object",
            "jsonb_build_array",
            "jsonb_build_object",
            "num_nonnulls",
            "num_nulls",
            "quote_literal",
            "to_json",
            "to_jsonb");

    private final Template template;
    private final SqlDialect dialect;
    private final VariableScope scope;
    private final TemplateErrors.Collector errors;
    private final StringBuilder sql = new StringBuilder();
    private final List<Binding> bindings = new ArrayList<>();
    private final List<Variable> pasted = new ArrayList<>();
    private boolean afterMark;

    Binder(Template template, VariableScope scope) {
        this.template = template;
        this.dialect = template.dialect();
        this.scope = scope;
        this.errors = new TemplateErrors.Collector(template.source());
    }

    BoundQuery bind() {
        append(template.nodes());
        if (bindings.size() > dialect.maxParameters()) {
            errors.add(
                    0,
                    "The query has " + bindings.size() + " values; the database takes " + dialect.maxParameters()
                            + ".");
        }
        errors.throwIfAny();
        return new BoundQuery(sql.toString(), bindings, pasted);
    }

    private void append(List<TemplateNode> nodes) {
        for (TemplateNode node : nodes) {
            switch (node) {
                case Sql(Token token) -> append(token);
                case Reference reference -> value(reference).ifPresent(variable -> append(reference, variable));
                case Membership membership ->
                    value(membership.list()).ifPresent(variable -> append(membership, variable));
                case Clause(List<TemplateNode> body, Token _) -> {
                    appendText(" ");
                    if (Template.references(body).allMatch(reference -> isPresent(reference.name()))) {
                        append(body);
                        appendText(" ");
                    }
                }
            }
        }
    }

    private void append(Token token) {
        appendText(token.kind() == Token.Kind.SYMBOL ? dialect.escape(token.text()) : token.text());
    }

    /** A mark that touched a word or another question mark would be read together with it. */
    private void appendText(String text) {
        if (afterMark && touches(text.charAt(0))) {
            sql.append(' ');
        }
        afterMark = false;
        sql.append(text);
    }

    private void appendMarks(String marks) {
        if (!sql.isEmpty() && touches(sql.charAt(sql.length() - 1))) {
            sql.append(' ');
        }
        sql.append(marks);
        afterMark = true;
    }

    private static boolean touches(char c) {
        return c == '?' || c == '_' || c == '$' || c == ':' || Character.isLetterOrDigit(c) || c > 127;
    }

    private boolean isPresent(VariableName name) {
        return scope.find(name)
                .filter(variable -> !(variable.value() instanceof Value.None))
                .isPresent();
    }

    /** The value, as its declaration has it. */
    private Optional<Variable> value(Reference reference) {
        VariableName name = reference.name();
        Optional<Variable> found = scope.find(name).filter(variable -> !(variable.value() instanceof Value.None));
        if (found.isEmpty()) {
            errors.add(
                    ErrorCode.MISSING_VARIABLE,
                    reference.token().offset(),
                    "{{ " + name + " }} has no value, and does not stand in [[ ]]. " + existing());
            return Optional.empty();
        }
        Variable variable = found.get();
        VariableKind kind = scope.catalog().kind(name);
        Optional<Value> read = kind.read(variable.value());
        if (read.isEmpty()) {
            errors.add(
                    reference.token().offset(),
                    kind == VariableKind.ANY
                            ? "{{ " + name + " }} is a number of more than 100 digits."
                            : "{{ " + name + " }} must be " + kind.wanted() + ".");
        }
        // The halves of a date range are dates by their names, also where nothing declares them.
        return read.map(value -> kind == VariableKind.ANY && VariableCatalog.isHalfOfRange(name)
                        ? VariableKind.DATE.read(value).orElse(value)
                        : value)
                .map(value -> new Variable(name, value, variable.origin()));
    }

    private String existing() {
        List<String> names = scope.names();
        return names.isEmpty()
                ? "No variable has a value."
                : "Variables with a value: " + String.join(", ", names) + ".";
    }

    private void append(Reference reference, Variable variable) {
        if (reference.raw()) {
            paste(reference, variable);
            return;
        }
        Optional<Parameter> parameter = Parameter.of(variable.value(), dialect);
        if (parameter.isEmpty()) {
            boolean list = variable.value() instanceof Value.Items;
            errors.add(
                    reference.token().offset(),
                    "{{ " + variable.name() + " }} is "
                            + (list
                                    ? "a list. Write in {{ " + variable.name() + " }}."
                                    : "an object. Name a member of it: "
                                            + String.join(
                                                    ", ",
                                                    VariableScope.names(
                                                            variable.name().toString(), variable.value()))
                                            + "."));
            return;
        }
        appendMarks("?");
        bindings.add(
                new Binding(variable.name(), variable.value(), typed(parameter.get(), reference), variable.origin()));
    }

    private static Parameter typed(Parameter parameter, Reference reference) {
        return parameter instanceof Parameter.Untyped(String text) && TAKES_ANY_TYPE.contains(reference.function())
                ? new Parameter.Text(text)
                : parameter;
    }

    private void append(Membership membership, Variable variable) {
        List<Value> elements = variable.value() instanceof Value.Items(List<Value> items)
                ? List.copyOf(new LinkedHashSet<>(items))
                : List.of(variable.value());
        int offset = membership.list().token().offset();
        if (!elements.stream().allMatch(Value::isScalar)) {
            errors.add(offset, "{{ " + variable.name() + " }} must be a list of single values.");
            return;
        }
        ListForm form = dialect.listForm();
        Optional<ListForm.Membership> rendered = form.membership(membership.negated(), elements, dialect);
        if (rendered.isEmpty()) {
            errors.add(
                    offset,
                    "{{ " + variable.name() + " }} has " + elements.size() + " elements; the database takes "
                            + form.maxElements() + ".");
            return;
        }
        appendMarks(rendered.get().sql());
        for (int i = 0; i < rendered.get().parameters().size(); i++) {
            bindings.add(new Binding(
                    variable.name(),
                    rendered.get().values().get(i),
                    rendered.get().parameters().get(i),
                    variable.origin()));
        }
    }

    private void paste(Reference reference, Variable variable) {
        String text = variable.value().isScalar() ? JsonList.text(variable.value()) : "";
        int before = reference.token().offset() - 1;
        boolean continues =
                before >= 0 && RawText.isIdentifier(template.source().substring(before, before + 1), true);
        boolean allowed = scope.catalog()
                .meaning(variable.name())
                .map(meaning -> switch (meaning) {
                    case Meaning.Level _, Meaning.Property _ ->
                        RawText.isIdentifier(text, continues) && !reference.called();
                    case Meaning.Declared(Declaration declaration) ->
                        declaration.options().orElse(List.of()).contains(text) && RawText.isOption(text);
                })
                .orElse(false);
        if (!allowed) {
            errors.add(
                    reference.token().offset(),
                    "The value of " + reference.token().text()
                            + " is neither a plain identifier (a letter or _, then letters, digits and _) nor one of its"
                            + " listed options.");
            return;
        }
        appendText(text);
        pasted.add(variable);
    }
}
