package io.vitrine.dashboard;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import io.vitrine.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The published JSON Schema of dashboards, and what it finds wrong with one. Safe for use by many threads. */
public final class DefinitionSchema {
    private static final String RESOURCE = "dashboard.schema.json";

    private @Nullable Compiled compiled;

    private record Compiled(JsonNode document, Schema schema) {}

    /** Read and compiled at the first use, which a start need not wait for. */
    private synchronized Compiled compiled() {
        Compiled known = compiled;
        if (known == null) {
            known = compile(read());
            compiled = known;
        }
        return known;
    }

    private static Compiled compile(JsonNode document) {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .cacheRefs(true)
                .build();
        return new Compiled(
                document,
                SchemaRegistry.withDefaultDialect(
                                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config))
                        .getSchema(document));
    }

    /** The schema itself, for editors. */
    public JsonNode document() {
        return compiled().document();
    }

    /** What breaks the schema, in the order of the definition's parts; each thing once. */
    List<Problem> problems(ObjectNode definition) {
        Set<Problem> problems = new LinkedHashSet<>();
        for (Error error : compiled().schema().validate(definition)) {
            problems.add(new Problem(error.getInstanceLocation().toString(), sentence(error.getMessage())));
        }
        return List.copyOf(problems);
    }

    private static String sentence(String message) {
        return message.isEmpty()
                ? message
                : Character.toUpperCase(message.charAt(0)) + message.substring(1) + (message.endsWith(".") ? "" : ".");
    }

    private static JsonNode read() {
        try (InputStream in = DefinitionSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + RESOURCE);
            }
            return Json.MAPPER.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
