package io.vitrine.query.fence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.util.TablesNamesFinder;

/**
 * All SELECT blocks, tables and WITH items of a statement, however deep. The parser's own traversal is extended here,
 * because it is the one place that knows all its node types; what it still passes over shows in the number of blocks.
 */
final class QueryBlocks extends TablesNamesFinder<Void> {
    private final Set<PlainSelect> blocks = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Table> tables = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<WithItem<?>> withItems = new ArrayList<>();

    static QueryBlocks of(Select select) {
        QueryBlocks found = new QueryBlocks();
        found.getTables((Statement) select);
        return found;
    }

    Set<PlainSelect> blocks() {
        return blocks;
    }

    Set<Table> tables() {
        return tables;
    }

    List<WithItem<?>> withItems() {
        return withItems;
    }

    @Override
    public <S> Void visit(PlainSelect select, S context) {
        if (blocks.add(select)) {
            return super.visit(select, context);
        }
        return done();
    }

    @Override
    public <S> Void visit(Table table, S context) {
        tables.add(table);
        return super.visit(table, context);
    }

    @Override
    public <S> Void visit(WithItem<?> item, S context) {
        withItems.add(item);
        return super.visit(item, context);
    }

    @SuppressWarnings("NullAway") // The visitor's result type has one value, and that is null.
    private static Void done() {
        return null;
    }
}
