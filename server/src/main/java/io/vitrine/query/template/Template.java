package io.vitrine.query.template;

import io.vitrine.query.template.TemplateNode.Clause;
import io.vitrine.query.template.TemplateNode.Membership;
import io.vitrine.query.template.TemplateNode.Reference;
import io.vitrine.query.template.TemplateNode.Sql;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A query with variables in it, read once and bound often.
 *
 * <pre>{@code
 * select region, sum(amount) from orders
 * where customer_id = {{ customer_id }}
 * [[and ordered_at >= {{ range.startDate }}]]
 * [[and category in {{ categories }}]]
 * group by region
 * }</pre>
 */
public final class Template {
    private final String source;
    private final SqlDialect dialect;
    private final List<Token> tokens;
    private final List<TemplateNode> nodes;

    private Template(String source, SqlDialect dialect, List<Token> tokens, List<TemplateNode> nodes) {
        this.source = source;
        this.dialect = dialect;
        this.tokens = tokens;
        this.nodes = List.copyOf(nodes);
    }

    /**
     * Reads a template.
     *
     * @throws TemplateErrors naming line and column of everything that is no template
     */
    public static Template parse(String source, SqlDialect dialect) {
        TemplateErrors.Collector errors = new TemplateErrors.Collector(source);
        List<Token> tokens = withoutLastSemicolon(Tokenizer.tokenize(source, dialect, errors));
        List<TemplateNode> nodes = TemplateParser.parse(source, tokens, errors);
        errors.throwIfAny();
        return new Template(source, dialect, tokens, nodes);
    }

    /**
     * The statement for one scope of values.
     *
     * @throws TemplateErrors where a variable outside of {@code [[ ]]} has no value, or one that does not fit its place
     */
    public BoundQuery bind(VariableScope scope) {
        return new Binder(this, scope).bind();
    }

    public String source() {
        return source;
    }

    public SqlDialect dialect() {
        return dialect;
    }

    /** The variable that stands at a place. */
    public Optional<VariableName> variableAt(Position position) {
        return references(nodes)
                .filter(reference ->
                        Position.of(source, reference.token().offset()).equals(position))
                .map(Reference::name)
                .findFirst();
    }

    /** The tokens, in the order of the text; a semicolon at the end is not among them. */
    public List<Token> tokens() {
        return tokens;
    }

    /** The tree, in the order of the text. */
    public List<TemplateNode> nodes() {
        return nodes;
    }

    /** The names of all variables in it, in the order of the text: a change of any of them asks for another run. */
    public Set<VariableName> variables() {
        return references(nodes).map(Reference::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Authors end a statement with one out of habit, and some drivers refuse it. */
    private static List<Token> withoutLastSemicolon(List<Token> tokens) {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            if (token.isSignificant()) {
                return token.kind() == Token.Kind.SEMICOLON ? tokens.subList(0, i) : tokens;
            }
        }
        return tokens;
    }

    /** Every variable that stands in some nodes, their clauses included. */
    static Stream<Reference> references(List<TemplateNode> nodes) {
        return nodes.stream().flatMap(node -> switch (node) {
            case Sql _ -> Stream.empty();
            case Reference reference -> Stream.of(reference);
            case Membership membership -> Stream.of(membership.list());
            case Clause clause -> references(clause.body());
        });
    }
}
