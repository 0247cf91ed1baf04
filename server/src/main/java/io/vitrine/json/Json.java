package io.vitrine.json;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes JSON.
 *
 * <p>Numbers keep every digit (a {@code BigDecimal}, trailing zeros included), keys keep their order, a key given twice
 * is refused, and nothing may follow the value. Depth is bounded at 200, a number at 100 digits, a key
 * at 10,000 characters.
 */
public final class Json {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 10_000;

    /** The one mapper; immutable and safe for use by many threads. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** For what was read by {@link #MAPPER} once: no key stands twice there, so nobody need look for it. */
    private static final ObjectReader STORED = MAPPER.reader().without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Reads what this product wrote itself, such as a column of its own database. */
    public static ObjectNode readStoredObject(String json) {
        return (ObjectNode) STORED.readTree(json);
    }

    /**
     * Reads a value that somebody else wrote.
     *
     * @throws Refusal with {@link ErrorCode#MALFORMED_JSON}, saying line and column, where it is no JSON
     */
    public static JsonNode readForeign(byte[] utf8) {
        try {
            JsonNode node = MAPPER.readTree(JsonText.decode(utf8));
            if (node.isMissingNode()) {
                throw new Refusal(ErrorCode.MALFORMED_JSON, "The body is empty. Send a JSON object.");
            }
            return node;
        } catch (StreamConstraintsException e) {
            throw new Refusal(
                    ErrorCode.MALFORMED_JSON,
                    "The body is too large in one way: it takes at most " + MAX_DEPTH + " levels of nesting, "
                            + MAX_NUMBER_LENGTH + " digits in a number and " + MAX_NAME_LENGTH
                            + " characters in a key.");
        } catch (NumberFormatException | ArithmeticException e) {
            // An exponent that no int holds escapes from the parser as it is.
            throw new Refusal(ErrorCode.MALFORMED_JSON, "The body holds a number that is out of range.");
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new Refusal(ErrorCode.MALFORMED_JSON, "The body is not valid JSON" + where + ".");
        }
    }

    /** The value as compact JSON text. */
    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }
}
