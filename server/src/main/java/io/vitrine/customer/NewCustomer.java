package io.vitrine.customer;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a call gives to create a customer; everything but the id may be absent.
 *
 * @param token a token to keep, for customers that move here with their embeds; absent, one is made
 */
public record NewCustomer(
        String providedId,
        Optional<String> name,
        Optional<ObjectNode> mapping,
        boolean isDemoGroup,
        Optional<ObjectNode> properties,
        List<String> emails,
        List<String> groupTags,
        Optional<String> hierarchyLevelName,
        Optional<String> parentProvidedId,
        Optional<String> token) {}
