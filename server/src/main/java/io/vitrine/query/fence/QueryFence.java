package io.vitrine.query.fence;

import io.vitrine.error.ErrorCode;
import io.vitrine.query.template.Position;
import io.vitrine.query.template.Template;
import io.vitrine.query.template.TemplateError;
import io.vitrine.query.template.TemplateNode.Clause;
import io.vitrine.query.template.Token;
import io.vitrine.query.template.VariableCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statements;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.WithItem;

/** Whether a template is a query that a dataset may be; see the package for what this can and cannot hold. */
public final class QueryFence {
    private static final Duration PARSER_TIME_OUT = Duration.ofSeconds(2);
    private static final Duration TIME_OUT = Duration.ofSeconds(6);
    private static final int MAX_DEPTH = 50;
    private static final int MAX_LENGTH = 100_000;

    /** Up to this many clauses, every combination of kept and dropped ones is looked at. */
    private static final int MAX_CLAUSES_COMBINED = 4;

    private final Template template;
    private final VariableCatalog catalog;
    private final TenantColumns columns;
    private final Set<TemplateError> errors = new LinkedHashSet<>();

    private QueryFence(Template template, VariableCatalog catalog, TenantColumns columns) {
        this.template = template;
        this.catalog = catalog;
        this.columns = columns;
    }

    /**
     * What is wrong; empty where the fence lets the template through. Where no table has a demand, a query that the
     * parser does not know passes on what its tokens tell; where one has, it is refused. Takes up to 6 seconds for a
     * text made to be slow.
     */
    public static List<TemplateError> errors(Template template, VariableCatalog catalog, TenantColumns columns) {
        QueryFence fence = new QueryFence(template, catalog, columns);
        StatementShape.faults(template).forEach(fault -> fence.refuse(fault.offset(), fault.reason()));
        if (fence.errors.isEmpty()) {
            fence.parse();
        }
        return List.copyOf(fence.errors);
    }

    private void parse() {
        long end = System.nanoTime() + TIME_OUT.toNanos();
        for (Predicate<Clause> kept : variants()) {
            PlainSql sql = PlainSql.of(template, catalog, kept);
            boolean understood = System.nanoTime() < end && understands(sql);
            if (!understood && !columns.isEmpty()) {
                refuse(
                        0,
                        "The query cannot be checked for its tenant filters, because the parser does not know it (with"
                                + " some of its [[ ]] left out, perhaps). Write it in plainer SQL.");
            }
            if (!errors.isEmpty()) {
                return;
            }
        }
    }

    private boolean understands(PlainSql sql) {
        try {
            Optional<Statements> statements = parsed(sql.text());
            statements.ifPresent(parsed -> check(parsed, sql));
            return statements.isPresent();
        } catch (StackOverflowError e) {
            // A chain of operators is a tree as deep as the chain is long, and its visitors recurse.
            return false;
        }
    }

    private List<Predicate<Clause>> variants() {
        List<Clause> clauses = template.nodes().stream()
                .filter(Clause.class::isInstance)
                .map(Clause.class::cast)
                .toList();
        List<Predicate<Clause>> variants = new ArrayList<>();
        if (clauses.size() <= MAX_CLAUSES_COMBINED && !columns.isEmpty()) {
            for (int bits = 0; bits < 1 << clauses.size(); bits++) {
                Set<Clause> kept = new HashSet<>();
                for (int i = 0; i < clauses.size(); i++) {
                    if ((bits & 1 << i) != 0) {
                        kept.add(clauses.get(i));
                    }
                }
                variants.add(kept::contains);
            }
            return variants;
        }
        variants.add(clause -> true);
        variants.add(clause -> false);
        if (!columns.isEmpty()) {
            clauses.forEach(clause -> {
                variants.add(clause::equals);
                variants.add(other -> !clause.equals(other));
            });
        }
        return variants;
    }

    /** Empty where the parser does not know the text, or takes too long. */
    private static Optional<Statements> parsed(String sql) {
        if (sql.length() > MAX_LENGTH || depth(sql) > MAX_DEPTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    CCJSqlParserUtil.parseStatements(sql, parser -> parser.withTimeOut(PARSER_TIME_OUT.toMillis())));
        } catch (JSQLParserException e) {
            return Optional.empty();
        }
    }

    private static int depth(String sql) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private void check(Statements statements, PlainSql sql) {
        if (statements.size() != 1 || !(statements.getFirst() instanceof Select select)) {
            refuse(0, "A dataset is one query that begins with SELECT or WITH.");
            return;
        }
        QueryBlocks found = QueryBlocks.of(select);
        found.withItems().forEach(this::check);
        found.blocks().forEach(this::check);
        if (columns.isEmpty()) {
            return;
        }
        if (found.blocks().size() != sql.selects()) {
            refuse(0, "The query has a subquery in a place where it cannot be checked. Put it in a WITH.");
        }
        Set<Table> inBlocks = Collections.newSetFromMap(new IdentityHashMap<>());
        found.blocks().forEach(block -> inBlocks.addAll(filter(block)));
        found.tables().stream()
                .filter(table -> !inBlocks.contains(table))
                .flatMap(table -> columns.of(table.getUnquotedName()).map(column -> table).stream())
                .forEach(table ->
                        refuse(table, "may only be read in the FROM of a SELECT with a filter on its tenant."));
    }

    private void check(WithItem<?> item) {
        if (!(item.getParenthesedStatement() instanceof Select)) {
            refuse(0, "A dataset only reads: every part of a WITH must be a SELECT.");
        }
        String name = TenantFilter.unquoted(String.valueOf(item.getAliasName()));
        if (columns.of(name).isPresent() || (!columns.isEmpty() && name.contains(PlainSql.RAW))) {
            refuse(0, "A WITH may not bear the name of a table that demands a filter: " + name + ".");
        }
    }

    private void check(PlainSelect block) {
        boolean into = block.getIntoTables() != null || block.getMySqlSelectIntoClause() != null;
        if (into || block.getIntoTempTable() != null || block.getForMode() != null) {
            refuse(0, "A dataset only reads. Remove INTO and FOR UPDATE.");
        }
    }

    private List<Table> filter(PlainSelect block) {
        TenantFilter.Finding finding = TenantFilter.of(block, columns, template.dialect());
        finding.tables().forEach(table -> {
            String name = String.valueOf(table.getFullyQualifiedName());
            String alias = table.getAlias() == null ? "" : table.getAlias().toString();
            if (name.contains(PlainSql.RAW) || alias.contains(PlainSql.RAW)) {
                refuse(0, "A .raw() variable may not name a table where tables demand a filter on their tenant.");
            }
            if (name.startsWith("'")) {
                refuse(0, "A dataset reads tables of its source, not files.");
            }
        });
        finding.tables().stream()
                .filter(table -> columns.of(table.getUnquotedName()).isPresent())
                .filter(table -> table.getPivot() != null
                        || table.getUnPivot() != null
                        || (table.getAlias() != null && table.getAlias().getAliasColumns() != null))
                .forEach(table -> refuse(table, "may not be pivoted or have its columns renamed in FROM."));
        finding.unfiltered().forEach(table -> {
            String column = columns.of(table.getUnquotedName()).orElseThrow();
            String name = table.getAlias() == null
                    ? table.getUnquotedName()
                    : table.getAlias().getName();
            refuse(
                    table,
                    "must be filtered on its tenant in every SELECT that reads it: add \"and " + name + "." + column
                            + " = {{ … }}\" with a level variable or a customer property, outside of OR and [[ ]].");
        });
        return finding.tables();
    }

    private void refuse(Table table, String reason) {
        String name = table.getUnquotedName();
        int offset = template.tokens().stream()
                .filter(token -> token.identifier().equalsIgnoreCase(name))
                .mapToInt(Token::offset)
                .findFirst()
                .orElse(0);
        refuse(offset, "The table " + name + " " + reason);
    }

    private void refuse(int offset, String reason) {
        errors.add(new TemplateError(ErrorCode.INVALID_TEMPLATE, Position.of(template.source(), offset), reason));
    }
}
