package io.vitrine.cli.client;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** A folder of YAML files, one for each thing that a team keeps; a file may bear any name in the folder of its kind. */
final class BundleFolder {
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Path folder;

    BundleFolder(Path folder) {
        this.folder = folder;
    }

    /** A file with what it says. */
    record Document(Path file, BundleKind kind, ObjectNode content) {}

    /** Every document, by kind and key. */
    Map<BundleKey, Document> read() throws IOException {
        Map<BundleKey, Document> documents = new TreeMap<>();
        for (BundleKind kind : BundleKind.values()) {
            Path place = folder.resolve(kind.path());
            if (kind.isSingle() ? Files.isRegularFile(place) : Files.isDirectory(place)) {
                try (Stream<Path> files = kind.isSingle() ? Stream.of(place) : Files.list(place)) {
                    for (Path file : files.filter(one -> one.toString().endsWith(".yaml"))
                            .sorted()
                            .toList()) {
                        add(documents, new Document(file, kind, parse(file)));
                    }
                }
            }
        }
        return documents;
    }

    private static void add(Map<BundleKey, Document> documents, Document document) {
        BundleKey key = document.kind()
                .key(document.content())
                .orElseThrow(() -> new CallFailure(
                        document.file() + " has no " + document.kind().keyField() + "."));
        Document before = documents.putIfAbsent(key, document);
        if (before != null) {
            throw new CallFailure(before.file() + " and " + document.file() + " are both of " + key + ".");
        }
    }

    private static ObjectNode parse(Path file) throws IOException {
        try {
            JsonNode content = YAML.readTree(Files.readString(file));
            if (content instanceof ObjectNode object) {
                return object;
            }
            throw new CallFailure(file + " must hold keys and values.");
        } catch (JacksonException e) {
            throw new CallFailure(file + " is no valid YAML: " + e.getOriginalMessage());
        }
    }

    /** Writes a document where a file of its key would be looked for first. */
    void write(BundleKey key, ObjectNode content) throws IOException {
        Path file = key.kind().isSingle()
                ? folder.resolve(key.kind().path())
                : folder.resolve(key.kind().path())
                        .resolve(URLEncoder.encode(key.name(), StandardCharsets.UTF_8) + ".yaml");
        write(file, content);
    }

    /** Writes a document to a file that is there already, or is not. */
    static void write(Path file, ObjectNode content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, YAML.writeValueAsString(content));
    }
}
