package io.vitrine.source.connect;

import tools.jackson.core.io.JsonStringEncoder;

/** Writes a text as a JSON string. */
final class JsonString {
    private JsonString() {}

    static void append(StringBuilder json, String text) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }
}
