package io.vitrine.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A definition that keeps to the schema, with its parts.
 *
 * @param json as its author wrote it; must not be changed in place
 */
public record Definition(
        ObjectNode json,
        Visibility visibility,
        List<Dataset> datasets,
        List<Control> controls,
        List<Panel> panels,
        List<EmbedVariable> variables) {

    /** The parts of a definition that {@link DefinitionSchema} finds nothing wrong with. */
    public static Definition of(ObjectNode json) {
        CacheRule cache = CacheRule.of(json.path("cache"), new CacheRule.Usual());
        return new Definition(
                json,
                Visibility.of(json.path("visibility")),
                parts(json, "datasets", dataset -> Dataset.of(dataset, cache)),
                parts(json, "controls", Control::of),
                parts(json, "panels", Panel::of),
                parts(json, "variables", EmbedVariable::of));
    }

    public String name() {
        return json.path("name").stringValue();
    }

    /** Whether open embeds are told of changes. */
    public boolean isLive() {
        return json.path("live").asBoolean(false);
    }

    public Optional<Dataset> dataset(String name) {
        return datasets.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
    }

    public Optional<Panel> panel(String id) {
        return panels.stream().filter(panel -> panel.id().equals(id)).findFirst();
    }

    public Optional<Control> control(String id) {
        return controls.stream().filter(control -> control.id().equals(id)).findFirst();
    }

    private static <T> List<T> parts(JsonNode json, String member, Function<ObjectNode, T> part) {
        return json.path(member)
                .valueStream()
                .map(ObjectNode.class::cast)
                .map(part)
                .toList();
    }
}
