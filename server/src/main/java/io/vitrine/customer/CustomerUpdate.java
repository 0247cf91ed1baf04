package io.vitrine.customer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * The change that one call asks for: only what is present changes.
 *
 * @param providedId which customer
 * @param properties replaces all own properties
 * @param propertiesPatch an RFC 7396 merge patch of the own properties; not together with {@code properties}
 * @param mapping replaces the whole own mapping; a value may be a data source's id or its provided id
 * @param mappingPatch a merge patch of the own mapping; not together with {@code mapping}
 * @param emails addresses to add
 * @param emailsRemove addresses to take away
 * @param groupTags replaces the own tags; the empty list takes all away
 * @param parentProvidedId the new parent; the empty string detaches
 * @param expectedVersion refuses the change unless the customer still is at this version
 */
public record CustomerUpdate(
        String providedId,
        Optional<String> newProvidedId,
        Optional<String> name,
        Optional<ObjectNode> mapping,
        Optional<ObjectNode> mappingPatch,
        Optional<Boolean> isDemoGroup,
        Optional<ObjectNode> properties,
        Optional<ObjectNode> propertiesPatch,
        List<String> emails,
        List<String> emailsRemove,
        Optional<List<String>> groupTags,
        Optional<String> hierarchyLevelName,
        Optional<String> parentProvidedId,
        OptionalLong expectedVersion) {

    /** Whether the change can be decided by its row alone, without reading first: nothing to rename, patch or move. */
    boolean isDecidedByItsRow() {
        return newProvidedId.isEmpty() && propertiesPatch.isEmpty() && mappingPatch.isEmpty();
    }
}
