package io.vitrine.customer;

import java.time.Instant;
import java.util.Optional;

/**
 * Which customers are looked for: those that all given conditions hold for.
 *
 * @param text part of the name, the {@code provided_id} or an e-mail address, in any case
 * @param groupTag an own tag
 * @param parentProvidedId the direct children of that customer
 * @param roots those below no other customer
 * @param subtreeOf that customer and everything below it
 * @param modifiedSince what was created or changed then or later
 */
public record CustomerSearch(
        Optional<String> text,
        Optional<String> groupTag,
        Optional<String> hierarchyLevelName,
        Optional<String> parentProvidedId,
        boolean roots,
        Optional<String> subtreeOf,
        Optional<Boolean> isDemoGroup,
        Optional<Instant> modifiedSince) {
    /** All customers. */
    public static final CustomerSearch ALL = new CustomerSearch(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
