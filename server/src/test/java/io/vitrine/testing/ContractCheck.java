package io.vitrine.testing;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vitrine.http.Contract;
import io.vitrine.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds what a server answers against the contract: path, method, status, media type, and every member of the body.
 *
 * <p>Stricter than the contract is for clients: a member that the contract does not name is an error here.
 */
public final class ContractCheck {
    private static final String BASE = "https://contract.test/openapi.json";

    private static final JsonNode OPEN = Contract.read();
    private static final JsonNode DOCUMENT = closed(Contract.read());
    private static final SchemaRegistry FOR_ANSWERS = registry(DOCUMENT);
    private static final SchemaRegistry FOR_EXAMPLES = registry(OPEN);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();
    private static final List<Template> TEMPLATES = DOCUMENT.path("paths").propertyNames().stream()
            .map(Template::of)
            .sorted(Comparator.comparingInt(Template::variables)
                    .thenComparingInt(template -> -template.path().length()))
            .toList();

    private ContractCheck() {}

    private record Template(String path, Pattern pattern, int variables) {
        static Template of(String path) {
            String regex = Pattern.compile("\\{[^}]*}")
                            .splitAsStream(path)
                            .map(Pattern::quote)
                            .reduce("", (all, part) -> all.isEmpty() ? part : all + "[^/]+" + part)
                    + (path.endsWith("}") ? "[^/]+" : "");
            return new Template(path, Pattern.compile(regex), path.split("\\{", -1).length - 1);
        }
    }

    /** The contract. */
    public static JsonNode document() {
        return OPEN;
    }

    /** Throws an {@link AssertionError} where the answer is not what the contract says. */
    public static void check(String method, String path, int status, String contentType, String body) {
        if (method.equals("OPTIONS") || status == 405) {
            return;
        }
        String bare = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String answer = method + " " + path + " answered " + status + " as " + contentType + ": " + body;
        Optional<Template> template = TEMPLATES.stream()
                .filter(one -> one.pattern().matcher(bare).matches())
                .findFirst();
        if (template.isEmpty()) {
            require(status >= 400, "no path of the contract", answer);
            return;
        }
        String verb = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        String operation = "/paths/" + escaped(template.get().path()) + "/" + verb;
        require(!DOCUMENT.at(operation).isMissingNode(), "no operation of the contract", answer);
        String pointer = followed(operation + "/responses/" + status);
        require(!DOCUMENT.at(pointer).isMissingNode(), "the operation does not name this status", answer);
        JsonNode content = DOCUMENT.at(pointer + "/content");
        if (content.isMissingNode() || body.isEmpty()) {
            require(body.isEmpty(), "no body is named for this status", answer);
            return;
        }
        String media = contentType.replaceFirst(";.*", "").strip();
        require(content.has(media), "the media type is not named", answer);
        if (media.endsWith("json")) {
            List<Error> errors =
                    problems(pointer + "/content/" + escaped(media) + "/schema", Json.MAPPER.readTree(body));
            require(errors.isEmpty(), errors.toString(), answer);
        }
    }

    /** What is wrong with an example by the schema at a pointer, which is as open as it is for clients. */
    public static List<Error> problemsOfExample(String pointer, JsonNode value) {
        return FOR_EXAMPLES.getSchema(SchemaLocation.of(BASE + "#" + pointer)).validate(value);
    }

    private static List<Error> problems(String pointer, JsonNode value) {
        return SCHEMAS.computeIfAbsent(pointer, at -> FOR_ANSWERS.getSchema(SchemaLocation.of(BASE + "#" + at)))
                .validate(value);
    }

    private static SchemaRegistry registry(JsonNode document) {
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(BASE, Json.write(document))));
    }

    /** The pointer, or where the reference that stands there leads. */
    private static String followed(String pointer) {
        JsonNode target = DOCUMENT.at(pointer).path("$ref");
        return target.isString() ? target.stringValue().substring(1) : pointer;
    }

    public static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static void require(boolean condition, String otherwise, String answer) {
        if (!condition) {
            throw new AssertionError("Against the contract, " + otherwise + ". " + answer);
        }
    }

    /** Closes every object schema that names its members and does not say whether there may be others. */
    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").toString().contains("object")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ContractCheck::closed);
        return node;
    }
}
