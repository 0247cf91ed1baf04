package io.vitrine.http;

import io.vitrine.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract of the HTTP API: the OpenAPI 3.1 document that {@code openapi.yaml} holds. */
public final class Contract {
    private static final String RESOURCE = "/openapi.yaml";

    private Contract() {}

    /** The document as JSON. */
    public static JsonNode read() {
        return new YAMLMapper().readTree(resource(RESOURCE));
    }

    /** The document as the bytes of compact JSON. */
    static byte[] json() {
        return Json.MAPPER.writeValueAsBytes(read());
    }

    /** A file on the class path, which the build puts there. */
    static byte[] resource(String path) {
        try (InputStream in = Contract.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
