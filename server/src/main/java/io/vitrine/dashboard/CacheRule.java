package io.vitrine.dashboard;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** How long the answers of a dataset are kept on the server. */
public sealed interface CacheRule {
    /** As long as the installation says. */
    record Usual() implements CacheRule {}

    record Never() implements CacheRule {}

    record For(Duration ttl) implements CacheRule {}

    /** What a {@code cache} member says; where it is absent, what holds otherwise. */
    static CacheRule of(JsonNode json, CacheRule otherwise) {
        if (json.isObject()) {
            return new For(Duration.ofSeconds(json.path("ttl_seconds").longValue()));
        }
        return json.isBoolean() ? new Never() : otherwise;
    }
}
