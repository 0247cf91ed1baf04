package io.vitrine.database;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An array parameter whose element type is said and whose elements may be SQL null: one column of many rows.
 *
 * @param elementType the PostgreSQL name of the element type, such as {@code text} or {@code bigint}
 */
public record SqlArray(String elementType, @Nullable Object[] elements) {
    /** One column of {@code rows}: what {@code column} gives for each of them. */
    public static <T> SqlArray column(
            String elementType, List<T> rows, Function<? super T, ? extends @Nullable Object> column) {
        @Nullable Object[] elements = new @Nullable Object[rows.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = column.apply(rows.get(i));
        }
        return new SqlArray(elementType, elements);
    }
}
