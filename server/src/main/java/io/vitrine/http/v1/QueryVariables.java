package io.vitrine.http.v1;

import io.vitrine.http.BodyFields;
import io.vitrine.query.template.Value;
import io.vitrine.query.template.VariableCatalog.Declaration;
import io.vitrine.query.template.VariableKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The variables of a query's body: {@code variables}, their values, and {@code declarations}, what they may be. */
final class QueryVariables {
    private QueryVariables() {}

    /** The values, by name. */
    static Map<String, Value> offered(BodyFields body) {
        Map<String, Value> values = new LinkedHashMap<>();
        body.object("variables")
                .ifPresent(object -> object.properties()
                        .forEach(member -> values.put(member.getKey(), Value.of(member.getValue()))));
        return values;
    }

    /** {@code [{"name","kind","options"?}]}, as a dashboard's controls and embed variables would declare them. */
    static List<Declaration> declarations(BodyFields body) {
        return body.objects("declarations").orElse(List.of()).stream()
                .map(one -> new Declaration(
                        one.requiredName("name"), kind(one.text("kind").orElse("any")), one.texts("options")))
                .toList();
    }

    private static VariableKind kind(String name) {
        return Arrays.stream(VariableKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> BodyFields.invalid(
                        "declarations",
                        "There is no kind of variable \"" + name + "\". Give one of "
                                + Arrays.stream(VariableKind.values())
                                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** What a value is, for people. */
    static String type(Value value) {
        return switch (value) {
            case Value.Text _ -> "text";
            case Value.Decimal _ -> "number";
            case Value.Bool _ -> "boolean";
            case Value.Date _ -> "date";
            case Value.Timestamp _, Value.Instant _ -> "timestamp";
            case Value.Items _ -> "list";
            case Value.Fields _ -> "object";
            case Value.None _ -> "none";
        };
    }
}
