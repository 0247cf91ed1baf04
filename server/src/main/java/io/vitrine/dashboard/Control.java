package io.vitrine.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something by which a viewer sets the variable that has the control's id.
 *
 * @param dependsOn the controls that must have a value first
 * @param json as its author wrote it; must not be changed in place
 */
public record Control(String id, String kind, List<String> dependsOn, Visibility visibility, ObjectNode json) {
    static Control of(ObjectNode json) {
        List<String> dependsOn = new ArrayList<>();
        json.path("depends_on").forEach(id -> dependsOn.add(id.asString("")));
        return new Control(
                json.path("id").stringValue(),
                json.path("kind").stringValue(),
                List.copyOf(dependsOn),
                Visibility.of(json.path("visibility")),
                json);
    }

    /** The dataset that its choices are read from, where they are not typed in. */
    public Optional<String> optionsDataset() {
        return json.path("options").path("dataset").stringValueOpt();
    }

    /** The values of its choices, where they are typed in. */
    public Optional<List<JsonNode>> listedValues() {
        JsonNode options = json.path("options");
        if (!options.isArray()) {
            return Optional.empty();
        }
        List<JsonNode> values = new ArrayList<>();
        options.forEach(option -> values.add(option.isObject() ? option.path("value") : option));
        return Optional.of(List.copyOf(values));
    }
}
