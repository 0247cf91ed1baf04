package io.vitrine.query.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.HostileValues;
import io.vitrine.testing.Property;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BindingPropertyTest {
    private static final List<String> HOSTILE = HostileValues.all();

    private record Case(String template, List<Object> values) {}

    @Test
    void theCorpusIsLargeAndHasNoTextTwice() {
        assertThat(HOSTILE).hasSizeGreaterThanOrEqualTo(500).doesNotHaveDuplicates();
        assertThat(HOSTILE).allMatch(io.vitrine.json.JsonText::isStorable);
        assertThat(HostileValues.unstorable()).noneMatch(io.vitrine.json.JsonText::isStorable);
    }

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void noHostileValueEverStandsInTheText(SqlDialect dialect) {
        Template template = Template.parse(
                "select {{x}}, '?' from t where a = {{x}} and b in {{list}} [[and c like '%' || {{x}} || '%']]",
                dialect);
        String harmless = template.bind(Dialects.scope("x", "a", "list", List.of("a", "b")))
                .sql();
        HOSTILE.forEach(value -> {
            BoundQuery query = template.bind(Dialects.scope("x", value, "list", List.of(value, "other")));
            assertThat(query.sql()).isEqualTo(harmless);
            assertThat(query.bindings())
                    .filteredOn(binding -> binding.variable().root().equals("x"))
                    .extracting(Binding::value)
                    .containsOnly(new Value.Text(value));
        });
    }

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void noHostileValueIsEverPasted(SqlDialect dialect) {
        Template template = Template.parse("select 1 from s.t_{{customer.x.raw()}}", dialect);
        HOSTILE.stream()
                .filter(value -> !value.matches("[A-Za-z0-9_]{1,128}"))
                .forEach(value -> assertThat(org.assertj.core.api.Assertions.catchThrowable(() ->
                                template.bind(VariableScope.of(
                                        Dialects.CATALOG,
                                        Dialects.ACME.property("x", new Value.Text(value).toJson(), "acme")))))
                        .as(value)
                        .isInstanceOf(TemplateErrors.class));
    }

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void thereIsOneQuestionMarkForEachBindingWhateverTheTemplateIs(SqlDialect dialect) {
        Property.forAll(2_000, random -> anyCase(random, dialect), made -> {
            Template template = Template.parse(made.template(), dialect);
            BoundQuery query = template.bind(Dialects.scope(made.values().toArray()));
            assertThat(placeholders(query.sql(), dialect))
                    .isEqualTo(query.bindings().size());
            assertThat(query.bindings())
                    .allSatisfy(
                            binding -> assertThat(binding.origin().toString()).isNotEmpty());
        });
    }

    /** Counts as a driver does: outside of strings, quoted names and comments, and not where it is escaped. */
    private static long placeholders(String sql, SqlDialect dialect) {
        return Dialects.tokens(sql, dialect).stream()
                .filter(token -> token.kind() == Token.Kind.PLACEHOLDER || token.kind() == Token.Kind.SYMBOL)
                .mapToLong(token -> token.text()
                        .replace("??", "")
                        .chars()
                        .filter(c -> c == '?')
                        .count())
                .sum();
    }

    private static Case anyCase(RandomGenerator random, SqlDialect dialect) {
        StringBuilder template = new StringBuilder("select 1 from t where 1=1 ");
        for (int i = random.nextInt(12); i >= 0; i--) {
            String condition = Property.oneOf(
                    random,
                    " and a = {{x}} ",
                    " and a in {{list}} ",
                    " and a not in ({{ list }}) ",
                    " and 'it''s ? {{' = {{x}}",
                    " and \"a b\" = {{ x }}::text ",
                    dialect == SqlDialect.SQL_SERVER ? " and [a b] = {{n}} " : " and a[{{n}}] = 1 ",
                    " -- ? {{x}} it's\n",
                    " /* ? [[ */ ",
                    " and f({{x}},{{n}})",
                    " and b = {{ customer_id }}");
            boolean optional = random.nextInt(3) == 0 && !condition.contains("--") && !condition.contains("/*");
            template.append(optional ? "[[" + condition + "]]" : condition);
        }
        Object list = random.nextBoolean() ? List.of() : List.of(pick(random), pick(random), random.nextInt());
        return new Case(template.toString(), List.of("x", pick(random), "list", list, "n", random.nextInt()));
    }

    private static String pick(RandomGenerator random) {
        return HOSTILE.get(random.nextInt(HOSTILE.size()));
    }
}
