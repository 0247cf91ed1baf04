package io.vitrine.query.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** Short hands of this package's tests. */
final class Dialects {
    static final VariableCatalog CATALOG = VariableCatalog.ofLevels(List.of("Customer", "User"));
    static final TenantVariables ACME = TenantVariables.none()
            .at("Customer", "acme", "Acme Inc.")
            .property("region", JsonNodeFactory.instance.stringNode("EMEA"), "acme");

    private Dialects() {}

    static List<Token> tokens(String text, SqlDialect dialect) {
        return Tokenizer.tokenize(text, dialect, new TemplateErrors.Collector(text));
    }

    /** The significant tokens as {@code KIND:text}. */
    static List<String> kinds(String text, SqlDialect dialect) {
        return tokens(text, dialect).stream()
                .filter(token -> token.kind() != Token.Kind.WHITESPACE)
                .map(token -> token.kind() + ":" + token.text())
                .toList();
    }

    static VariableScope scope(Object... namesAndValues) {
        return VariableScope.of(CATALOG, ACME).offer(Origin.Offered.LIVE_INPUT, values(namesAndValues));
    }

    static Map<String, Value> values(Object... namesAndValues) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return values;
    }

    static Value value(Object plain) {
        return switch (plain) {
            case Value value -> value;
            case String text -> new Value.Text(text);
            case Boolean truth -> new Value.Bool(truth);
            case Number number -> new Value.Decimal(new java.math.BigDecimal(number.toString()));
            case List<?> list ->
                new Value.Items(
                        new ArrayList<>(list.stream().map(Dialects::value).toList()));
            default -> throw new IllegalArgumentException(plain.toString());
        };
    }

    static BoundQuery bind(String template, SqlDialect dialect, Object... namesAndValues) {
        return Template.parse(template, dialect).bind(scope(namesAndValues));
    }

    static List<SqlDialect> all() {
        return Arrays.asList(SqlDialect.values());
    }
}
