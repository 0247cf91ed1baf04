package io.vitrine.query.fence;

import io.vitrine.query.template.SqlDialect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.JdbcNamedParameter;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.PlainSelect;
import org.jspecify.annotations.Nullable;

/**
 * Whether one SELECT block keeps every table with a demand to the tenant's rows: by {@code column = {{ tenant }}} or
 * {@code column in {{ tenant }}} among the conditions that all must hold.
 *
 * <p>Such a condition counts in WHERE for all tables, in the ON of an inner join for the tables joined so far, and in
 * the ON of a left or right join only for the side that the join may leave empty.
 */
final class TenantFilter {
    /** Casts that map no two values of a column to the same text. */
    private static final Set<String> EXACT_TEXT = Set.of("text", "varchar", "string");

    /** Casts that either keep a parameter's meaning or fail. */
    private static final Set<String> EXACT_NUMBER = Set.of("int", "integer", "bigint", "uuid");

    private final PlainSelect block;
    private final TenantColumns columns;
    private final SqlDialect dialect;
    private final List<Table> seen = new ArrayList<>();
    private final Set<Table> filtered = Collections.newSetFromMap(new IdentityHashMap<>());
    private int items;

    private TenantFilter(PlainSelect block, TenantColumns columns, SqlDialect dialect) {
        this.block = block;
        this.columns = columns;
        this.dialect = dialect;
    }

    /** The tables of a block's FROM, and those of them that lack their filter. */
    record Finding(List<Table> tables, List<Table> unfiltered) {}

    static Finding of(PlainSelect block, TenantColumns columns, SqlDialect dialect) {
        TenantFilter filter = new TenantFilter(block, columns, dialect);
        filter.items = count(block);
        if (block.getFromItem() != null) {
            filter.seen.addAll(filter.from(block.getFromItem(), orNone(block.getJoins())));
        }
        filter.apply(filter.seen, conditions(block.getWhere()));
        return new Finding(
                filter.seen,
                filter.seen.stream()
                        .filter(table -> columns.of(table.getUnquotedName()).isPresent())
                        .filter(table -> !filter.filtered.contains(table))
                        .toList());
    }

    private static int count(PlainSelect block) {
        return 1
                + orNone(block.getJoins()).size()
                + orNone(block.getLateralViews()).size();
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private List<Table> from(FromItem first, List<Join> joins) {
        List<Table> joined = new ArrayList<>(tables(first));
        for (Join join : joins) {
            List<Table> right = tables(join.getFromItem());
            List<Expression> on = orNone(join.getOnExpressions()).stream()
                    .flatMap(TenantFilter::conditions)
                    .toList();
            if (isInner(join)) {
                apply(joined, on.stream());
                apply(right, on.stream());
            } else if (isOneSided(join)) {
                apply(join.isLeft() ? right : joined, on.stream());
            }
            joined.addAll(right);
        }
        return joined;
    }

    private static <T> Collection<T> orNone(@Nullable Collection<T> collection) {
        return collection == null ? List.of() : collection;
    }

    private List<Table> tables(FromItem item) {
        return switch (item) {
            case Table table -> List.of(table);
            case ParenthesedFromItem group -> {
                items++;
                yield from(group.getFromItem(), orNone(group.getJoins()));
            }
            // Everything else is a block of its own, or holds no table.
            default -> List.of();
        };
    }

    private static boolean isInner(Join join) {
        return !join.isLeft() && !join.isRight() && !join.isFull() && !join.isOuter() && isOrdinary(join);
    }

    private static boolean isOneSided(Join join) {
        return join.isLeft() != join.isRight() && !join.isFull() && isOrdinary(join);
    }

    private static boolean isOrdinary(Join join) {
        return !join.isSemi()
                && !join.isAsOf()
                && !join.isApply()
                && !join.isAny()
                && !join.isAll()
                && !join.isArray()
                && !join.isWindowJoin()
                && !join.toString().toLowerCase(Locale.ROOT).contains(" anti ");
    }

    private static Stream<Expression> conditions(@Nullable Expression expression) {
        return switch (expression) {
            case null -> Stream.empty();
            case AndExpression and ->
                Stream.concat(conditions(and.getLeftExpression()), conditions(and.getRightExpression()));
            case ParenthesedExpressionList<?> list when list.size() == 1 -> conditions(list.getFirst());
            default -> Stream.of(expression);
        };
    }

    private void apply(List<Table> tables, Stream<Expression> conditions) {
        List<Expression> all = conditions.toList();
        tables.forEach(table -> columns.of(table.getUnquotedName())
                .filter(column -> all.stream().anyMatch(condition -> isFilter(condition, table, column)))
                .ifPresent(column -> filtered.add(table)));
    }

    private boolean isFilter(Expression condition, Table table, String column) {
        return switch (condition) {
            case EqualsTo equals
            when equals.getOldOracleJoinSyntax() == 0 ->
                (isColumn(equals.getLeftExpression(), table, column) && isTenant(equals.getRightExpression()))
                        || (isTenant(equals.getLeftExpression())
                                && isColumn(equals.getRightExpression(), table, column));
            case InExpression in
            when !in.isNot() && in.getOldOracleJoinSyntax() == 0 ->
                isColumn(in.getLeftExpression(), table, column)
                        && in.getRightExpression() instanceof ExpressionList<?> list
                        && !list.isEmpty()
                        && list.stream().allMatch(this::isTenant);
            default -> false;
        };
    }

    private boolean isColumn(Expression expression, Table table, String demanded) {
        Expression inner = uncast(expression, EXACT_TEXT);
        if (!(inner instanceof Column column)
                || !unquoted(column.getColumnName()).equalsIgnoreCase(demanded)) {
            return false;
        }
        Optional<String> qualifier =
                Optional.ofNullable(column.getTable()).map(Table::getName).map(TenantFilter::unquoted);
        String name = table.getAlias() == null
                ? table.getUnquotedName()
                : unquoted(table.getAlias().getName());
        return qualifier.map(name::equalsIgnoreCase).orElse(items == 1 && !isShadowed(demanded));
    }

    /** Some databases let a name in WHERE mean a column of the result before one of the table. */
    private boolean isShadowed(String demanded) {
        return block.getSelectItems().stream()
                .filter(item -> item.getAlias() != null
                        && unquoted(item.getAlias().getName()).equalsIgnoreCase(demanded))
                .anyMatch(item -> !(item.getExpression() instanceof Column column)
                        || !unquoted(column.getColumnName()).equalsIgnoreCase(demanded));
    }

    private boolean isTenant(Expression expression) {
        Set<String> exact = new HashSet<>(EXACT_TEXT);
        // MySQL reads '12abc' as the number 12.
        if (dialect != SqlDialect.MYSQL) {
            exact.addAll(EXACT_NUMBER);
        }
        return uncast(expression, exact) instanceof JdbcNamedParameter parameter
                && parameter.getName().startsWith(PlainSql.TENANT);
    }

    private static Expression uncast(Expression expression, Set<String> types) {
        Expression current = expression;
        while (true) {
            if (current instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
                current = list.getFirst();
            } else if (current instanceof CastExpression cast
                    && cast.getColDataType() != null
                    && types.contains(cast.getColDataType().toString().toLowerCase(Locale.ROOT))) {
                current = cast.getLeftExpression();
            } else {
                return current;
            }
        }
    }

    static String unquoted(String name) {
        return name.length() > 1 && "\"`[".indexOf(name.charAt(0)) >= 0 ? name.substring(1, name.length() - 1) : name;
    }
}
