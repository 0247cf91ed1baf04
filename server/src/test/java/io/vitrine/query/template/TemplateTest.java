package io.vitrine.query.template;

import static io.vitrine.query.template.Dialects.bind;
import static io.vitrine.query.template.Dialects.scope;
import static io.vitrine.query.template.SqlDialect.ANSI;
import static io.vitrine.query.template.SqlDialect.BIGQUERY;
import static io.vitrine.query.template.SqlDialect.DUCKDB;
import static io.vitrine.query.template.SqlDialect.MYSQL;
import static io.vitrine.query.template.SqlDialect.POSTGRESQL;
import static io.vitrine.query.template.SqlDialect.SQL_SERVER;
import static io.vitrine.query.template.SqlDialect.TRINO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vitrine.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateTest {
    private static TemplateErrors refused(String template, SqlDialect dialect, Object... values) {
        return catchThrowableOfType(TemplateErrors.class, () -> bind(template, dialect, values));
    }

    private static String reason(String template, SqlDialect dialect, Object... values) {
        return refused(template, dialect, values).errors().getFirst().toString();
    }

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void aVariableBecomesAQuestionMarkAndItsValueAParameter(SqlDialect dialect) {
        BoundQuery query = bind("select * from t where a = {{ x }} and b = {{customer_id}}", dialect, "x", "it's");

        assertThat(query.sql()).isEqualTo("select * from t where a = ? and b = ?");
        assertThat(query.bindings())
                .extracting(Binding::value)
                .containsExactly(new Value.Text("it's"), new Value.Text("acme"));
        assertThat(query.bindings())
                .extracting(binding -> binding.origin().toString())
                .containsExactly("live input", "level variable from acme");
    }

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void aClauseStaysOnlyWhereAllItsVariablesHaveAValue(SqlDialect dialect) {
        String template = "select 1 where 1=1 [[and a = {{x}} and b = {{y}}]]";

        assertThat(bind(template, dialect, "x", 1, "y", 2).sql()).isEqualTo("select 1 where 1=1  and a = ? and b = ? ");
        assertThat(bind(template, dialect, "x", 1).sql()).isEqualTo("select 1 where 1=1  ");
        assertThat(bind(template, dialect, "x", 1, "y", new Value.None()).sql()).isEqualTo("select 1 where 1=1  ");
        assertThat(bind(template, dialect).bindings()).isEmpty();
    }

    @Test
    void aDroppedClauseDoesNotJoinWhatStoodAroundIt() {
        assertThat(bind("select 1[[+{{x}}]]from t", ANSI).sql()).isEqualTo("select 1 from t");
        assertThat(bind("select 1[[+{{x}}]]from t", ANSI, "x", 1).sql()).isEqualTo("select 1 +? from t");
        assertThat(bind("select{{x}}from t", ANSI, "x", 1).sql()).isEqualTo("select ? from t");
        assertThat(bind("select {{x}}{{x}} ?{{x}}", POSTGRESQL, "x", 1).sql()).isEqualTo("select ? ? ?? ?");
    }

    @Test
    void bracketsThatAreArraysStayWhatTheyAre() {
        assertThat(bind("select a[1], a[b[1]], a[1:2] from t", POSTGRESQL).sql())
                .isEqualTo("select a[1], a[b[1]], a[1:2] from t");
        assertThat(bind("select array[[1,2],[3,4]], [[1,2]]", DUCKDB).sql())
                .isEqualTo("select array[[1,2],[3,4]], [[1,2]]");
        assertThat(bind("select array[[{{x}},2],[3,4]]", POSTGRESQL, "x", 1).sql())
                .isEqualTo("select array[[?,2],[3,4]]");
        assertThat(bind("select 1 [[where a[b[1]] = {{x}}]]", POSTGRESQL, "x", 1)
                        .sql())
                .isEqualTo("select 1  where a[b[1]] = ? ");
        assertThat(bind("select 1 [[where a = t[{{x}}]]]", POSTGRESQL).sql()).isEqualTo("select 1  ");
        assertThat(bind("select [my col] from t [[where [my col] = {{x}} and [a] = [b]]]", SQL_SERVER, "x", 1)
                        .sql())
                .isEqualTo("select [my col] from t  where [my col] = ? and [a] = [b] ");
    }

    @Test
    void variablesInCommentsAreLeftAlone() {
        String template = "select 1 -- {{nobody}} [[ ? '\n/* {{nobody}} ]] \" */ where a = {{x}}";

        assertThat(bind(template, POSTGRESQL, "x", 1).sql()).isEqualTo(template.replace("{{x}}", "?"));
    }

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void aVariableInAStringAsksForTheQuotesToBeDropped(SqlDialect dialect) {
        assertThat(reason("select 1\n from t where a = '{{x}}'", dialect, "x", 1))
                .isEqualTo(
                        "line 2, column 20: {{x}} stands inside a string literal. Drop the quotes: a value is bound with"
                                + " its own type.");
        assertThat(reason("select '%{{ customer.a.raw() }}%'", dialect)).contains("Drop the quotes");
    }

    @Test
    void aVariableInOtherQuotesIsRefusedToo() {
        assertThat(reason("select $$ {{x}} $$", POSTGRESQL)).contains("inside a string literal");
        assertThat(reason("select \"{{x}}\"", MYSQL)).contains("inside a string literal");
        assertThat(reason("select \"{{x}}\"", POSTGRESQL)).contains("quoted identifier", "{{name.raw()}}");
        assertThat(reason("select `a{{x}}`", BIGQUERY)).contains("quoted identifier");
        assertThat(bind("select '{{1,2},{3,4}}'::int[], '{{', '}}'", POSTGRESQL).bindings())
                .isEmpty();
    }

    @Test
    void questionMarksReachTheDriverAsItWantsThem() {
        assertThat(bind("select j ? 'a', j ?| array['?'], j @? '$' /* ? */ where x = {{x}}", POSTGRESQL, "x", 1)
                        .sql())
                .isEqualTo("select j ?? 'a', j ??| array['?'], j @?? '$' /* ? */ where x = ?");
        assertThat(reason("select 1 where a = ?", POSTGRESQL))
                .startsWith("line 1, column 20: ")
                .contains("Write {{ name }}");
        assertThat(reason("select 1 where a = $1", POSTGRESQL)).contains("no placeholders");
        assertThat(reason("select 1 where a = ?", MYSQL)).contains("no placeholders");
    }

    @Test
    void theLastSemicolonGoes() {
        assertThat(bind("select 1; -- done\n", TRINO).sql()).isEqualTo("select 1");
    }

    @Test
    void wholeNumbersAreAsNarrowAsSqlLiterals() {
        assertThat(bind(
                                "select {{a}}, {{b}}, {{c}}, {{d}}, {{e}}",
                                POSTGRESQL,
                                "a",
                                42,
                                "b",
                                3_000_000_000L,
                                "c",
                                "x",
                                "d",
                                new java.math.BigDecimal("1.50"),
                                "e",
                                new java.math.BigDecimal("1e30"))
                        .parameters())
                .containsExactly(
                        new Parameter.Int(42),
                        new Parameter.BigInt(3_000_000_000L),
                        new Parameter.Untyped("x"),
                        new Parameter.Decimal(new java.math.BigDecimal("1.50")),
                        new Parameter.Decimal(new java.math.BigDecimal("1e30")));
    }

    @Test
    void postgresqlWorksOutTheTypeOfTextExceptWhereItCannot() {
        assertThat(bind("select concat('%', {{x}}, lower({{x}})), {{x}}", POSTGRESQL, "x", "a")
                        .parameters())
                .containsExactly(new Parameter.Text("a"), new Parameter.Untyped("a"), new Parameter.Untyped("a"));
        assertThat(bind("select {{x}}", TRINO, "x", "a").parameters()).containsExactly(new Parameter.Text("a"));
    }

    @Test
    void aListIsOneArrayInPostgresql() {
        BoundQuery query = bind("select 1 where a in {{x}} or b not in {{x}}", POSTGRESQL, "x", List.of("a\"\\", 2, 2));

        assertThat(query.sql()).isEqualTo("select 1 where a = any (?) or b <> all (?)");
        assertThat(query.parameters()).containsOnly(new Parameter.Untyped("{\"a\\\"\\\\\",\"2\"}"));
        assertThat(bind("select 1 where a in {{x}}", POSTGRESQL, "x", List.of()).parameters())
                .containsExactly(new Parameter.Untyped("{}"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL")
    void aListIsAParameterAnElementElsewhere(SqlDialect dialect) {
        assertThat(bind("select 1 where a in {{x}} or b not in ( {{x}} )", dialect, "x", List.of("a", "b"))
                        .sql())
                .isEqualTo("select 1 where a in (?, ?) or b not in (?, ?)");
        assertThat(bind("select 1 where a in {{x}}", dialect, "x", "single").sql())
                .isEqualTo("select 1 where a in (?)");
        assertThat(bind("select 1 where a not in {{x}}", dialect, "x", List.of())
                        .sql())
                .isEqualTo("select 1 where a not in "
                        + (dialect == BIGQUERY ? "unnest([])" : "(select null where 1 = 0)"));
    }

    @Test
    void aVeryLongListIsOneParameterWhereTheDatabaseCanUnpackIt() {
        List<Integer> many =
                java.util.stream.IntStream.range(0, 100_000).boxed().toList();

        for (SqlDialect dialect : List.of(POSTGRESQL, MYSQL, DUCKDB, TRINO)) {
            BoundQuery query = bind("select 1 where a in {{x}}", dialect, "x", many);
            assertThat(query.bindings()).as(dialect.name()).hasSize(1);
            assertThat(query.sql()).hasSizeLessThan(250);
        }
        assertThat(reason("select 1 where a in {{x}}", SQL_SERVER, "x", many))
                .contains("has 100000 elements; the database takes 2000");
    }

    @Test
    void inOfTheFunctionPositionIsNoList() {
        assertThat(bind("select position('a' in {{x}})", POSTGRESQL, "x", "b").sql())
                .isEqualTo("select position('a' in ?)");
    }

    @Test
    void aListOrAnObjectWhereOneValueBelongsIsExplained() {
        assertThat(reason("select {{x}}", ANSI, "x", List.of(1))).contains("{{ x }} is a list. Write in {{ x }}.");
        assertThat(reason("select {{x}}", ANSI, "x", Value.ofUrl("{\"startDate\":\"2024-01-01\"}")))
                .contains("is an object. Name a member of it: x.startDate.");
        assertThat(reason("select 1 where a in {{x}}", ANSI, "x", List.of(List.of(1))))
                .contains("must be a list of single values");
    }

    @Test
    void aMissingVariableIsNamedWithThoseThatHaveAValue() {
        TemplateErrors errors = refused("select 1\nwhere u = {{ user_id }}", POSTGRESQL, "category", "a");

        assertThat(errors.errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo(ErrorCode.MISSING_VARIABLE);
            assertThat(error.position()).isEqualTo(new Position(2, 11));
        });
        assertThat(errors.refusal("Sales by day"))
                .hasMessage(
                        "Dataset \"Sales by day\", line 2, column 11: {{ user_id }} has no value, and does not stand in"
                                + " [[ ]]. Variables with a value: category, customer.region, customer_id, customer_name.");
        assertThat(errors.refusal().field()).contains("sql");
    }

    @Test
    void whatIsNoVariableSaysHowToWriteOne() {
        for (String wrong :
                List.of("{{}}", "{{ a b }}", "{{ x | upper }}", "{{ x.raw }}()", "{{ a..b }}", "{{ -a }}", "{{ é }}")) {
            assertThat(reason("select " + wrong, ANSI)).as(wrong).startsWith("line 1, column 8: ");
        }
        assertThat(reason("select {{ x", ANSI)).contains("{{ is never closed");
        assertThat(reason("select 1 [[and a = {{x}}", ANSI)).contains("[[ is never closed");
        assertThat(reason("select 1 and a = {{x}}]]", ANSI, "x", 1)).contains("]] without [[");
        assertThat(reason("select 1 [[and a = {{x}} [[and b = {{x}}]] ]]", ANSI))
                .contains("may not stand inside");
        assertThat(reason("select 'abc", ANSI)).contains("never closed with '");
        assertThat(reason("select 1 /*! union */", MYSQL)).contains("is code that the server runs");
    }

    @Test
    void allErrorsAreReportedTogether() {
        assertThat(refused("select {{a}}, {{b}}", ANSI).refusal().text())
                .startsWith("Line 1, column 8: {{ a }} has no value")
                .contains(" Also line 1, column 15: {{ b }} has no value");
    }

    @Test
    void datesByNameAreDatesAndTimesKeepTheirZone() {
        Value range = Value.ofUrl("{\"startDate\":\"2024-04-09\",\"endDate\":\"2024-04-24T10:30:00.000Z\"}");
        String template = "select 1 where d >= {{r.startDate}} and d < {{r.endDate}}";

        assertThat(bind(template, TRINO, "r", range).parameters())
                .containsExactly(
                        new Parameter.Date(java.time.LocalDate.parse("2024-04-09")),
                        new Parameter.TimestampWithTimeZone(java.time.OffsetDateTime.parse("2024-04-24T10:30Z")));
        assertThat(bind(template, MYSQL, "r", range).parameters().getLast())
                .isEqualTo(new Parameter.Timestamp(java.time.LocalDateTime.parse("2024-04-24T10:30")));
    }

    @Test
    void rawPastesPlainIdentifiersOfTheCustomerOnly() {
        assertThat(bind("select 1 from {{customer_id.raw()}}.orders_{{customer.region.raw()}}", POSTGRESQL))
                .satisfies(query -> {
                    assertThat(query.sql()).isEqualTo("select 1 from acme.orders_EMEA");
                    assertThat(query.describeBindings().toString())
                            .contains("\"variable\":\"customer_id\",\"value\":\"acme\",\"type\":\"raw\"");
                });
        assertThat(reason("select {{x.raw()}}", ANSI, "x", "harmless")).contains("neither a plain identifier");
        assertThat(reason("select {{customer_name.raw()}}", ANSI)).contains("neither a plain identifier");
        assertThat(reason("select {{customer_id.raw()}}('x')", ANSI)).contains("neither a plain identifier");
        assertThat(reason("select {{customer_id.raw()}}_file /**/ ('x')", ANSI)).contains("neither a plain identifier");
        for (String quote : List.of("'a'", "\"a\"", "$$a$$")) {
            assertThat(reason("select {{customer_id.raw()}}" + quote, POSTGRESQL))
                    .contains("may not touch a quote");
        }
    }

    @Test
    void rawPastesListedOptionsOnly() {
        VariableCatalog catalog = Dialects.CATALOG.with(List.of(new VariableCatalog.Declaration(
                "sort", VariableKind.TEXT, java.util.Optional.of(List.of("amount desc", "region, id")))));
        Template template = Template.parse("select 1 order by {{sort.raw()}}", ANSI);
        VariableScope scope = VariableScope.of(catalog, Dialects.ACME);

        assertThat(template.bind(scope.offer(Origin.Offered.URL, Dialects.values("sort", "amount desc")))
                        .sql())
                .isEqualTo("select 1 order by amount desc");
        assertThat(catchThrowableOfType(
                        TemplateErrors.class,
                        () -> template.bind(scope.offer(Origin.Offered.URL, Dialects.values("sort", "amount")))))
                .hasMessageContaining("listed options");
    }

    @Test
    void aDeclaredKindDecidesHowAValueIsRead() {
        VariableCatalog catalog = Dialects.CATALOG.with(List.of(
                new VariableCatalog.Declaration("since", VariableKind.DATE),
                new VariableCatalog.Declaration("code", VariableKind.TEXT),
                new VariableCatalog.Declaration("n", VariableKind.NUMBER)));
        VariableScope scope = VariableScope.of(catalog, Dialects.ACME);
        Template template = Template.parse("select {{since}}, {{code}}, {{n}}", DUCKDB);

        assertThat(template.bind(scope.offer(
                                Origin.Offered.URL, Dialects.values("since", "2024-01-31", "code", 42, "n", "1.5")))
                        .parameters())
                .containsExactly(
                        new Parameter.Date(java.time.LocalDate.parse("2024-01-31")),
                        new Parameter.Text("42"),
                        new Parameter.Decimal(new java.math.BigDecimal("1.5")));
        assertThat(catchThrowableOfType(
                        TemplateErrors.class,
                        () -> template.bind(scope.offer(
                                Origin.Offered.URL, Dialects.values("since", "soon", "code", "a", "n", 1)))))
                .hasMessageContaining("{{ since }} must be a date such as 2024-04-09");
    }

    @Test
    void aNumberThatIsShortOnlyAsJsonIsRefused() {
        assertThat(reason("select {{x}}", ANSI, "x", new Value.Decimal(new java.math.BigDecimal("1e999999999"))))
                .contains("more than 100 digits");
    }

    @Test
    void thePreviewShowsEveryValueWithTypeAndOrigin() {
        assertThat(Template.parse("select 1 where a = {{customer.region}} and b in {{x}}", POSTGRESQL)
                        .bind(scope("x", List.of(1)))
                        .describeBindings())
                .hasToString(
                        "[{\"variable\":\"customer.region\",\"value\":\"EMEA\",\"type\":\"text\",\"origin\":\"customer"
                                + " property from acme\"},{\"variable\":\"x\",\"value\":[1],\"type\":\"list\",\"origin\":\"live"
                                + " input\"}]");
    }
}
