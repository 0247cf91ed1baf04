package io.vitrine.source.connect;

import java.util.List;
import java.util.stream.Collectors;

/** PostgreSQL's text form of arrays: {@code {1,NULL,"a \"b\"",{…}}}; written for values, read into JSON. */
final class PostgresArrays {
    /** How an element's text becomes JSON. */
    enum Elements {
        /** As it is: numbers of which JSON can hold every one. */
        NUMBERS,
        /** {@code t} and {@code f}. */
        BOOLEANS,
        /** JSON text already. */
        DOCUMENTS,
        /** A JSON string. */
        TEXTS
    }

    private PostgresArrays() {}

    static String literal(List<BoundValue> values) {
        return values.stream()
                .map(value -> "\"" + text(value).replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String text(BoundValue value) {
        return switch (value) {
            case BoundValue.Text text -> text.value();
            case BoundValue.Whole whole -> Long.toString(whole.value());
            case BoundValue.Decimal decimal -> decimal.value().toPlainString();
            case BoundValue.Bool bool -> Boolean.toString(bool.value());
            case BoundValue.Day day -> day.value().toString();
            case BoundValue.DateTime timestamp -> timestamp.value().toString();
            case BoundValue.Moment moment -> moment.value().toString();
            case BoundValue.Listed _, BoundValue.Null _ ->
                throw new IllegalArgumentException("a list holds neither lists nor null");
        };
    }

    /** The JSON array that says the same as an array's text form. */
    static String json(String array, Elements elements) {
        StringBuilder json = new StringBuilder(array.length() + 16);
        // Bounds other than from 1 stand before the array: [0:2]={1,2,3}
        int at = array.startsWith("[") ? array.indexOf('=') + 1 : 0;
        while (at < array.length()) {
            char c = array.charAt(at);
            switch (c) {
                case '{' -> {
                    json.append('[');
                    at++;
                }
                case '}' -> {
                    json.append(']');
                    at++;
                }
                case ',' -> {
                    json.append(',');
                    at++;
                }
                case '"' -> at = quoted(array, at + 1, elements, json);
                default -> at = bare(array, at, elements, json);
            }
        }
        return json.toString();
    }

    private static int quoted(String array, int start, Elements elements, StringBuilder json) {
        StringBuilder text = new StringBuilder();
        int at = start;
        while (array.charAt(at) != '"') {
            if (array.charAt(at) == '\\') {
                at++;
            }
            text.append(array.charAt(at++));
        }
        element(text.toString(), elements, json);
        return at + 1;
    }

    private static int bare(String array, int start, Elements elements, StringBuilder json) {
        int at = start;
        while (at < array.length() && array.charAt(at) != ',' && array.charAt(at) != '}') {
            at++;
        }
        String text = array.substring(start, at);
        if (text.equals("NULL")) {
            json.append("null");
        } else {
            element(text, elements, json);
        }
        return at;
    }

    private static void element(String text, Elements elements, StringBuilder json) {
        switch (elements) {
            case NUMBERS -> {
                if (text.equals("NaN") || text.endsWith("Infinity")) {
                    JsonString.append(json, text);
                } else {
                    json.append(text);
                }
            }
            case BOOLEANS -> json.append(text.equals("t"));
            case DOCUMENTS -> json.append(text);
            case TEXTS -> JsonString.append(json, text);
        }
    }
}
