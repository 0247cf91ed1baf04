package io.vitrine.source.connect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A result kept whole. */
final class Rows implements RowSink {
    private List<Column> columns = List.of();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private Optional<QueryEnd> end = Optional.empty();

    @Override
    public void start(List<Column> header) {
        columns = header;
    }

    @Override
    public void row(@Nullable Object[] values) {
        rows.add(new ArrayList<>(Arrays.asList(values.clone())));
    }

    @Override
    public void end(QueryEnd how) {
        end = Optional.of(how);
    }

    List<Column> columns() {
        return columns;
    }

    List<String> types() {
        return columns.stream().map(column -> column.type().wireName()).toList();
    }

    List<List<@Nullable Object>> all() {
        return rows;
    }

    List<@Nullable Object> first() {
        return rows.getFirst();
    }

    @Nullable
    Object single() {
        return rows.getFirst().getFirst();
    }

    QueryEnd end() {
        return end.orElseThrow();
    }
}
