package io.vitrine.customer;

import java.util.Optional;

/**
 * Which customers of the caller's group a list holds; both conditions together where both are given.
 *
 * @param parentProvidedId only direct children of that customer; of one that does not exist there are none
 * @param levelName only customers at that level
 */
public record CustomerFilter(Optional<String> parentProvidedId, Optional<String> levelName) {
    /** Every customer of the group. */
    public static final CustomerFilter NONE = new CustomerFilter(Optional.empty(), Optional.empty());
}
