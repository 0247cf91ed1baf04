package io.vitrine.http;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Request;
import io.vitrine.json.Json;
import io.vitrine.json.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of a JSON body, each read with its type; a wrong one is refused by name.
 *
 * <p>{@code null} means "not given" for every field. Fields that nobody asks for are passed over, because clients of
 * several generations of the API send old names.
 */
public final class BodyFields {
    /** The longest name or id, in characters; keeps ids within what an index of PostgreSQL can hold. */
    public static final int MAX_TEXT = 500;

    /** The most elements of an array of texts. */
    public static final int MAX_ELEMENTS = 10_000;

    private static final int MAX_MAGNITUDE = 308;

    private final ObjectNode body;

    private BodyFields(ObjectNode body) {
        this.body = body;
    }

    /** The fields of a request's body, which must be a JSON object. */
    public static BodyFields of(Request request) {
        Optional<String> type = request.headers().first("Content-Type");
        if (type.isPresent() && !isJson(type.get())) {
            throw new Refusal(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body has the type " + type.get() + ". Send JSON with Content-Type: application/json.");
        }
        return of(Json.readForeign(request.body().bytes()));
    }

    /** The fields of a value that must be an object. */
    public static BodyFields of(JsonNode value) {
        if (!(value instanceof ObjectNode object)) {
            throw new Refusal(ErrorCode.MALFORMED_JSON, "The body is JSON, and not an object. Send {…}.");
        }
        requireStorable(object, "");
        return new BodyFields(object);
    }

    public boolean has(String field) {
        return present(field).isPresent();
    }

    /** Text of 1 to {@link #MAX_TEXT} characters; a number is taken as its decimal text. */
    public Optional<String> id(String field) {
        return present(field).map(value -> checkLength(field, idText(field, value)));
    }

    public String requiredId(String field) {
        return id(field).orElseThrow(() -> missing(field));
    }

    /** Text of 1 to {@link #MAX_TEXT} characters. */
    public Optional<String> name(String field) {
        return text(field).map(text -> checkLength(field, text));
    }

    public String requiredName(String field) {
        return name(field).orElseThrow(() -> missing(field));
    }

    /** Text that may be empty and of any length. */
    public Optional<String> text(String field) {
        return present(field).map(value -> {
            if (!value.isString()) {
                throw wrongType(field, "a string", value);
            }
            return value.stringValue();
        });
    }

    public String requiredText(String field) {
        return text(field).orElseThrow(() -> missing(field));
    }

    public Optional<Boolean> bool(String field) {
        return present(field).map(value -> {
            if (!value.isBoolean()) {
                throw wrongType(field, "true or false", value);
            }
            return value.booleanValue();
        });
    }

    /** A whole number from 1 up; its decimal text is taken too. */
    public Optional<Long> number(String field) {
        return present(field).map(value -> {
            String text = value.isIntegralNumber() || value.isString() ? value.asString() : "";
            if (!text.matches("0*[1-9][0-9]{0,17}")) {
                throw wrongType(field, "a whole number from 1 up", value);
            }
            return Long.valueOf(text);
        });
    }

    public Optional<ObjectNode> object(String field) {
        return present(field).map(value -> {
            if (!(value instanceof ObjectNode object)) {
                throw wrongType(field, "an object", value);
            }
            return object;
        });
    }

    public Optional<List<String>> texts(String field) {
        return present(field).map(value -> {
            if (!value.isArray()) {
                throw wrongType(field, "an array of strings", value);
            }
            if (value.size() > MAX_ELEMENTS) {
                throw invalid(
                        field,
                        "The field " + field + " has " + value.size() + " elements; at most " + MAX_ELEMENTS + ".");
            }
            List<String> texts = new ArrayList<>(value.size());
            for (JsonNode element : value) {
                if (!element.isString()) {
                    throw wrongType(field, "an array of strings", element);
                }
                if (element.stringValue().length() > MAX_TEXT) {
                    throw invalid(
                            field,
                            "An element of " + field + " has "
                                    + element.stringValue().length() + " characters; at most " + MAX_TEXT + ".");
                }
                texts.add(element.stringValue());
            }
            return texts;
        });
    }

    /** An array of objects, each read like a body. */
    public Optional<List<BodyFields>> objects(String field) {
        return present(field).map(value -> {
            if (!value.isArray()) {
                throw wrongType(field, "an array of objects", value);
            }
            List<BodyFields> objects = new ArrayList<>(value.size());
            for (JsonNode element : value) {
                if (!(element instanceof ObjectNode object)) {
                    throw wrongType(field, "an array of objects", element);
                }
                objects.add(new BodyFields(object));
            }
            return objects;
        });
    }

    /** Whether the field stands there as {@code null}, which the resources of our own take for "take it away". */
    public boolean isCleared(String field) {
        JsonNode value = body.get(field);
        return value != null && value.isNull();
    }

    /** Any value. */
    public Optional<JsonNode> value(String field) {
        return present(field);
    }

    /** The whole body. */
    public ObjectNode all() {
        return body;
    }

    public static Refusal missing(String field) {
        return new Refusal(ErrorCode.MISSING_FIELD, field, "The field " + field + " is required.");
    }

    public static Refusal invalid(String field, String message) {
        return new Refusal(ErrorCode.INVALID_FIELD, field, message);
    }

    private Optional<JsonNode> present(String field) {
        JsonNode value = body.get(field);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private static String idText(String field, JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isNumber()) {
            return value.isIntegralNumber()
                    ? value.asString()
                    : value.decimalValue().toPlainString();
        }
        throw wrongType(field, "a string or a number", value);
    }

    private static String checkLength(String field, String text) {
        if (text.isBlank()) {
            throw invalid(field, "The field " + field + " is empty. Give it a text, or leave it out.");
        }
        if (text.length() > MAX_TEXT) {
            throw invalid(
                    field, "The field " + field + " has " + text.length() + " characters; at most " + MAX_TEXT + ".");
        }
        return text;
    }

    private static Refusal wrongType(String field, String wanted, JsonNode value) {
        return invalid(field, "The field " + field + " takes " + wanted + ", and got " + kind(value) + ".");
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case BOOLEAN -> "true or false";
            case NUMBER -> "a number";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "something else";
        };
    }

    private static void requireStorable(JsonNode value, String field) {
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                String name = field.isEmpty() ? member.getKey() : field;
                requireStorable(member.getKey(), name);
                requireStorable(member.getValue(), name);
            }
        } else if (value.isArray()) {
            for (JsonNode element : value) {
                requireStorable(element, field);
            }
        } else if (value.isString()) {
            requireStorable(value.stringValue(), field);
        } else if (value.isBigDecimal()) {
            requireModerate(value.decimalValue(), field);
        }
    }

    /** Beyond these magnitudes no double holds the number, and its decimal text may fill the memory. */
    private static void requireModerate(BigDecimal number, String field) {
        long magnitude = (long) number.precision() - number.scale();
        if (Math.abs(magnitude) > MAX_MAGNITUDE) {
            throw invalid(
                    field,
                    "A number is out of range: it takes one between 1e-" + MAX_MAGNITUDE + " and 1e" + MAX_MAGNITUDE
                            + ", as every double does.");
        }
    }

    private static void requireStorable(String text, String field) {
        if (!JsonText.isStorable(text)) {
            throw invalid(
                    JsonText.isStorable(field) ? field : "",
                    "A text holds a NUL character or half of a surrogate pair, which no UTF-8 text can hold.");
        }
    }

    private static boolean isJson(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        int end = type.indexOf(';');
        String media = (end < 0 ? type : type.substring(0, end)).strip();
        return media.equals("application/json") || (media.startsWith("application/") && media.endsWith("+json"));
    }
}
