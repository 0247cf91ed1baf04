package io.vitrine.source;

import io.vitrine.database.Sealer;
import io.vitrine.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** How connection settings lie in the database: as JSON, encrypted with the installation's key. */
public final class SealedConnections {
    private static final String PURPOSE = "data source connection";

    private final Sealer sealer;

    public SealedConnections(Sealer sealer) {
        this.sealer = sealer;
    }

    /** The settings, encrypted: the {@code sealed_connection} of a data source. */
    public byte[] seal(Map<String, String> settings) {
        ObjectNode json = Json.object();
        settings.forEach(json::put);
        return sealer.seal(PURPOSE, Json.MAPPER.writeValueAsBytes(json));
    }

    /** The settings behind a {@code sealed_connection}, secrets in the clear. */
    public Map<String, String> open(byte[] sealed) {
        Map<String, String> settings = new LinkedHashMap<>();
        Json.readStoredObject(new String(sealer.open(PURPOSE, sealed), StandardCharsets.UTF_8))
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().stringValue()));
        return settings;
    }
}
