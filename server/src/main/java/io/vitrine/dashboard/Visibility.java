package io.vitrine.dashboard;

import io.vitrine.customer.ComputedCustomer;
import io.vitrine.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Limits who sees a dashboard, a panel or a control; a viewer must satisfy each list that is given.
 *
 * @param groupTags the viewer has at least one of these, its own or inherited
 * @param levels the viewer stands at one of these levels
 */
public record Visibility(Optional<List<String>> groupTags, Optional<List<String>> levels) {
    /** No limit. */
    public static final Visibility EVERYBODY = new Visibility(Optional.empty(), Optional.empty());

    /** What a {@code visibility} member says; where it is absent, no limit. */
    public static Visibility of(JsonNode json) {
        return new Visibility(texts(json, "group_tags"), texts(json, "levels"));
    }

    /** Whether the customer satisfies each list. */
    public boolean admits(ComputedCustomer viewer) {
        boolean byTag = groupTags.isEmpty() || groupTags.get().stream().anyMatch(viewer.groupTags()::containsKey);
        boolean byLevel = levels.isEmpty()
                || levels.get().contains(viewer.customer().level().name());
        return byTag && byLevel;
    }

    public ObjectNode json() {
        ObjectNode json = Json.object();
        groupTags.ifPresent(tags -> tags.forEach(json.putArray("group_tags")::add));
        levels.ifPresent(names -> names.forEach(json.putArray("levels")::add));
        return json;
    }

    private static Optional<List<String>> texts(JsonNode json, String member) {
        JsonNode array = json.path(member);
        if (!array.isArray()) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asString("")));
        return Optional.of(List.copyOf(texts));
    }
}
