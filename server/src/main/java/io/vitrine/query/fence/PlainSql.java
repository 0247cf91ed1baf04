package io.vitrine.query.fence;

import io.vitrine.query.template.Template;
import io.vitrine.query.template.TemplateNode;
import io.vitrine.query.template.TemplateNode.Clause;
import io.vitrine.query.template.TemplateNode.Membership;
import io.vitrine.query.template.TemplateNode.Reference;
import io.vitrine.query.template.TemplateNode.Sql;
import io.vitrine.query.template.Token;
import io.vitrine.query.template.VariableCatalog;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A template written anew for the parser: literals and quoted names in standard SQL, no comments, named parameters for
 * variables, and some of its clauses.
 */
final class PlainSql {
    /** Begins the parameter of a required tenant variable. */
    static final String TENANT = "vitrine_tenant_";

    /** Stands where a value will be pasted. */
    static final String RAW = "vitrine_raw_";

    private static final String OTHER = "vitrine_other_";
    private static final Pattern HARMLESS = Pattern.compile("'[A-Za-z0-9 _:.%-]*'");

    private final VariableCatalog catalog;
    private final Predicate<Clause> kept;
    private final StringBuilder sql = new StringBuilder();
    private int parameters;
    private int selects;

    private PlainSql(VariableCatalog catalog, Predicate<Clause> kept) {
        this.catalog = catalog;
        this.kept = kept;
    }

    static PlainSql of(Template template, VariableCatalog catalog, Predicate<Clause> kept) {
        PlainSql plain = new PlainSql(catalog, kept);
        plain.append(template.nodes());
        return plain;
    }

    String text() {
        return sql.toString();
    }

    /** How often the keyword {@code select} stands in the text: what a walk through the tree must find again. */
    int selects() {
        return selects;
    }

    private void append(List<TemplateNode> nodes) {
        for (TemplateNode node : nodes) {
            switch (node) {
                case Sql(Token token) -> append(token);
                case Reference reference -> {
                    if (reference.raw()) {
                        sql.append(RAW).append(parameters++);
                    } else {
                        parameter(reference);
                    }
                }
                case Membership membership -> {
                    sql.append(membership.negated() ? " not in (" : " in (");
                    parameter(membership.list());
                    sql.append(')');
                }
                case Clause clause -> {
                    sql.append(' ');
                    if (kept.test(clause)) {
                        append(clause.body());
                        sql.append(' ');
                    }
                }
            }
        }
    }

    private void parameter(Reference reference) {
        String prefix = catalog.isReserved(reference.name().toString()) ? TENANT : OTHER;
        sql.append(" :").append(prefix).append(parameters++).append(' ');
    }

    private void append(Token token) {
        switch (token.kind()) {
            case WHITESPACE, COMMENT -> sql.append(' ');
            case STRING -> sql.append(HARMLESS.matcher(token.text()).matches() ? token.text() : "'x'");
            case QUOTED_IDENTIFIER ->
                sql.append('"').append(token.identifier().replace('"', '_')).append('"');
            case WORD -> {
                selects += token.isWord("select") ? 1 : 0;
                // No word of the author's may pass for a parameter of ours.
                sql.append(token.text().toLowerCase(Locale.ROOT).startsWith("vitrine_") ? "_" : "")
                        .append(token.text());
            }
            // The operators with a question mark all take two operands, as this one does.
            case SYMBOL -> sql.append(token.text().contains("?") ? "@>" : token.text());
            case NUMBER, OPEN_BRACKET, CLOSE_BRACKET, OPEN_PAREN, CLOSE_PAREN, SEMICOLON, PLACEHOLDER, VARIABLE ->
                sql.append(token.text());
        }
    }
}
