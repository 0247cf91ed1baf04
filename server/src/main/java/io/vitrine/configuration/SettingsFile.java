package io.vitrine.configuration;

import io.vitrine.configuration.SettingReader.GivenText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code vitrine.yaml}: one level of keys, each with a value or, for a list, a sequence. */
final class SettingsFile {
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private SettingsFile() {}

    /** The texts by the settings' names; what cannot be read is added to {@code problems}. */
    static Map<String, GivenText> read(Path file, List<String> problems) {
        if (!Files.isReadable(file)) {
            problems.add("The file " + file + " cannot be read. Give the path of a YAML file with --config or "
                    + ConfigurationFlags.CONFIG_VARIABLE + ".");
            return Map.of();
        }
        Map<String, GivenText> given = new LinkedHashMap<>();
        try (JsonParser parser = YAML.createParser(file)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return given;
            }
            if (first != JsonToken.START_OBJECT) {
                problems.add("The file " + file + " holds no settings. Write lines such as `port: 8080`.");
                return given;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                readSetting(file, parser, given, problems);
            }
        } catch (JacksonException e) {
            var at = e.getLocation();
            problems.add("The file " + file + " is not valid YAML"
                    + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()) + ".");
        }
        return given;
    }

    private static void readSetting(Path file, JsonParser parser, Map<String, GivenText> given, List<String> problems) {
        String key = parser.currentName();
        String origin = "`" + key + "` in line " + parser.currentTokenLocation().getLineNr() + " of " + file;
        JsonToken token = parser.nextToken();
        Optional<String> text = text(token, parser);
        Optional<Setting<?>> setting = Settings.ALL.stream()
                .filter(candidate -> candidate.key().equals(key))
                .findFirst();
        if (setting.isEmpty()) {
            List<String> keys = Settings.ALL.stream().map(Setting::key).toList();
            problems.add(origin + " is no setting." + Spelling.suggestion(key, keys));
        } else if (text.isEmpty()) {
            problems.add(origin + " is a structure. It must be "
                    + setting.get().type().expectation() + ".");
        } else if (token != JsonToken.VALUE_NULL) {
            given.put(setting.get().name(), new GivenText(text.get().strip(), origin));
        }
    }

    /** A scalar as it is written, or a sequence of scalars joined by commas. */
    private static Optional<String> text(JsonToken token, JsonParser parser) {
        if (token.isScalarValue()) {
            return Optional.of(parser.getString());
        }
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        boolean flat = true;
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            flat &= next.isScalarValue();
            parts.add(next.isScalarValue() ? parser.getString() : "");
            parser.skipChildren();
        }
        return flat ? Optional.of(String.join(",", parts)) : Optional.empty();
    }
}
