package io.vitrine.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object kept as the text that it is stored as, and parsed only when somebody looks inside: most objects that are
 * read are written again as they are. Never changes; safe for use by many threads.
 */
public final class JsonObjectText {
    private final String text;

    /** Parsed at most a few times where threads meet, always to an equal value. */
    private @Nullable ObjectNode node;

    private JsonObjectText(String text) {
        this.text = text;
    }

    /** What this product wrote itself, such as a column of its own database: compact, valid, an object. */
    public static JsonObjectText stored(String text) {
        return new JsonObjectText(text);
    }

    /** Whether there is nothing in it; needs no parsing. */
    public boolean isEmpty() {
        return text.equals("{}");
    }

    /** The compact text. */
    public String text() {
        return text;
    }

    /** The object; must not be changed in place. */
    public ObjectNode node() {
        ObjectNode parsed = node;
        if (parsed == null) {
            parsed = Json.readStoredObject(text);
            node = parsed;
        }
        return parsed;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObjectText that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
