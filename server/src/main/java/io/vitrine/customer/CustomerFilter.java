package io.vitrine.customer;

import java.time.Instant;
import java.util.Optional;

/**
 * Which customers a list shows: those that all given conditions hold for.
 *
 * @param search part of the name, the {@code provided_id} or an e-mail address, in any case
 * @param groupTag an own tag
 * @param parentProvidedId the direct children of that customer
 * @param subtreeOf that customer and everything below it
 * @param modifiedSince what was created or changed then or later
 */
public record CustomerFilter(
        Optional<String> search,
        Optional<String> groupTag,
        Optional<String> hierarchyLevelName,
        Optional<String> parentProvidedId,
        Optional<String> subtreeOf,
        Optional<Boolean> isDemoGroup,
        Optional<Instant> modifiedSince) {
    /** The filter that lets every customer through. */
    public static final CustomerFilter ALL = new CustomerFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
