package io.vitrine.impact;

import java.util.List;

/**
 * Things of one kind that a deletion touches.
 *
 * @param kind in the plural, such as {@code customers}
 * @param isExact false where there are more than were counted to
 * @param names of the first few
 * @param blocks whether the deletion is refused while there are any
 */
public record Affected(String kind, long count, boolean isExact, List<String> names, boolean blocks) {
    public Affected {
        names = List.copyOf(names);
    }
}
