package io.vitrine.dashboard;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A variable that the embedding page may set. */
public record EmbedVariable(String name, String type, Optional<JsonNode> defaultValue) {
    static EmbedVariable of(JsonNode json) {
        return new EmbedVariable(
                json.path("name").stringValue(), json.path("type").stringValue(), json.optional("default"));
    }
}
