package io.vitrine.query.template;

import io.vitrine.json.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a variable holds. */
public sealed interface Value {
    /** A string, kept character by character. */
    record Text(String text) implements Value {}

    /** A number with every digit it was given. */
    record Decimal(BigDecimal number) implements Value {}

    record Bool(boolean truth) implements Value {}

    record Date(LocalDate date) implements Value {}

    /** A date and a time of day, in no time zone. */
    record Timestamp(LocalDateTime timestamp) implements Value {}

    /** A point in time, with the offset that it was given in. */
    record Instant(OffsetDateTime instant) implements Value {}

    /** A list; a list without elements is a value, and matches nothing. */
    record Items(List<Value> elements) implements Value {
        public Items {
            elements = List.copyOf(elements);
        }
    }

    /** An object, whose members are variables of their own. */
    record Fields(Map<String, Value> members) implements Value {
        public Fields {
            members = Map.copyOf(members);
        }
    }

    /** Known to be without a value: JSON {@code null}, such as a control that was cleared. */
    record None() implements Value {}

    /** A string. */
    static Value of(String text) {
        return new Text(text);
    }

    /**
     * The value of JSON. Strings stay text whatever they look like; only a declaration makes dates of them. A
     * {@code null} in a list is left out, because it would make {@code not in} match nothing.
     */
    static Value of(JsonNode json) {
        return switch (json.getNodeType()) {
            case STRING -> new Text(json.stringValue());
            case NUMBER -> new Decimal(json.decimalValue());
            case BOOLEAN -> new Bool(json.booleanValue());
            case ARRAY ->
                new Items(json.valueStream()
                        .filter(element -> !element.isNull())
                        .map(Value::of)
                        .toList());
            case OBJECT -> {
                Map<String, Value> members = new LinkedHashMap<>();
                json.forEachEntry((key, member) -> members.put(key, of(member)));
                yield new Fields(members);
            }
            case NULL, MISSING, BINARY, POJO -> new None();
        };
    }

    /**
     * The value of a query parameter: JSON where it is JSON, an object also where it is a JSON string that holds one,
     * and the text itself where it is none.
     */
    static Value ofUrl(String text) {
        return json(text)
                .map(json -> json.isString() && json.stringValue().startsWith("{")
                        ? json(json.stringValue()).map(Value::of).orElse(of(json))
                        : of(json))
                .orElse(new Text(text));
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(Json.MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The value as JSON; dates and times are ISO 8601. */
    default JsonNode toJson() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (this) {
            case Text(String text) -> nodes.stringNode(text);
            case Decimal(BigDecimal number) -> nodes.numberNode(number);
            case Bool(boolean truth) -> nodes.booleanNode(truth);
            case Date(LocalDate date) -> nodes.stringNode(date.toString());
            case Timestamp(LocalDateTime timestamp) -> nodes.stringNode(timestamp.toString());
            case Instant(OffsetDateTime instant) -> nodes.stringNode(instant.toString());
            case Items(List<Value> elements) -> {
                ArrayNode array = nodes.arrayNode();
                elements.forEach(element -> array.add(element.toJson()));
                yield array;
            }
            case Fields(Map<String, Value> members) -> {
                ObjectNode object = nodes.objectNode();
                members.keySet().stream()
                        .sorted()
                        .forEach(key -> object.set(
                                key, members.getOrDefault(key, new None()).toJson()));
                yield object;
            }
            case None() -> nodes.nullNode();
        };
    }

    /** Whether the value can stand where SQL wants a single one. */
    default boolean isScalar() {
        return switch (this) {
            case Text _, Decimal _, Bool _, Date _, Timestamp _, Instant _ -> true;
            case Items _, Fields _, None _ -> false;
        };
    }
}
