package io.vitrine.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Finds {@code {{ variable }}} in titles, texts, addresses and goals, as the page that fills them in does. */
final class TextVariables {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([A-Za-z][\\w.]*)\\s*}}");

    private static final Pattern SQL_REFERENCE =
            Pattern.compile("\\{\\{\\s*([\\w.-]+?)\\s*(?:\\.raw\\(\\s*\\)\\s*)?}}");

    private TextVariables() {}

    /** The names in all texts below a value, each once. */
    static List<String> in(JsonNode json) {
        Set<String> names = new LinkedHashSet<>();
        collect(json, names);
        return List.copyOf(names);
    }

    /** The names in a query template, without {@code .raw()}; some may stand in comments. */
    static List<String> inSql(String sql) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = SQL_REFERENCE.matcher(sql);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return List.copyOf(names);
    }

    private static void collect(JsonNode json, Set<String> names) {
        if (json.isString()) {
            Matcher matcher = REFERENCE.matcher(json.stringValue());
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        } else {
            List<JsonNode> children = new ArrayList<>(json.values());
            children.forEach(child -> collect(child, names));
        }
    }
}
