package io.vitrine.customer;

/**
 * A hierarchy level, such as {@code Customer} or {@code User}.
 *
 * @param position 0 is the highest
 */
public record Level(long id, int position, String name) {
    /** Whether a customer of this level may be the parent of one of the other. */
    public boolean isAbove(Level other) {
        return position < other.position;
    }
}
