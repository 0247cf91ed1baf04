package io.vitrine.query.template;

import static io.vitrine.query.template.Dialects.kinds;
import static io.vitrine.query.template.Dialects.tokens;
import static io.vitrine.query.template.SqlDialect.BIGQUERY;
import static io.vitrine.query.template.SqlDialect.DATABRICKS;
import static io.vitrine.query.template.SqlDialect.DUCKDB;
import static io.vitrine.query.template.SqlDialect.MYSQL;
import static io.vitrine.query.template.SqlDialect.POSTGRESQL;
import static io.vitrine.query.template.SqlDialect.SNOWFLAKE;
import static io.vitrine.query.template.SqlDialect.SQL_SERVER;
import static io.vitrine.query.template.SqlDialect.TRINO;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.Property;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenizerTest {
    private static final String[] PIECES = {
        "'",
        "''",
        "\"",
        "`",
        "[",
        "]",
        "[[",
        "]]",
        "{{",
        "}}",
        "{{x}}",
        "{{ customer.a.raw() }}",
        "$",
        "$$",
        "$a$",
        "$1",
        "--",
        "-- ",
        "#",
        "//",
        "/*",
        "*/",
        "/*!",
        "\\",
        "\\'",
        "?",
        "?|",
        "@?",
        "::",
        ";",
        "(",
        ")",
        "e'",
        "E'",
        "r'",
        "U&'",
        "select",
        " in ",
        " not in ",
        "a",
        "b.c",
        "1",
        "1.5e3",
        " ",
        "\n",
        "\r",
        "\t",
        "é",
        "😀",
        "\ud800",
        "\u0000",
        ",",
        "="
    };

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void tokensJoinToTheTextWhateverItIs(SqlDialect dialect) {
        Property.forAll(
                3_000,
                TokenizerTest::anyText,
                text -> assertThat(
                                tokens(text, dialect).stream().map(Token::text).collect(Collectors.joining()))
                        .isEqualTo(text));
    }

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void nothingButTemplateErrorsIsThrownWhateverTheTextIs(SqlDialect dialect) {
        Property.forAll(3_000, TokenizerTest::anyText, text -> {
            try {
                Template template = Template.parse(text, dialect);
                TemplateCheck.errors(template, Dialects.CATALOG, false);
                template.bind(Dialects.scope("x", 1));
            } catch (TemplateErrors e) {
                assertThat(e.errors()).isNotEmpty().allSatisfy(error -> {
                    assertThat(error.position().line()).isPositive();
                    assertThat(error.reason()).isNotBlank();
                });
            }
        });
    }

    /** Measured in time of the processor, so that a busy machine does not fail it; a square would take a minute. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MYSQL"})
    void aMegabyteOfAnythingIsReadInLinearTime(SqlDialect dialect) {
        for (String piece : List.of(
                "'", "e'", "$", "$a$", "\\'", "[", "[[{{x}}", "{{", "{{x}}", "{{x.raw()}}", "(", "?", "/*", "-")) {
            String text = piece.repeat(1_000_000 / piece.length());
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            assertThatNothingElseIsThrown(text, dialect);
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            assertThat(Duration.ofNanos(nanos)).as("a megabyte of " + piece).isLessThan(Duration.ofSeconds(4));
        }
    }

    private static void assertThatNothingElseIsThrown(String text, SqlDialect dialect) {
        try {
            Template.parse(text, dialect);
        } catch (TemplateErrors e) {
            assertThat(e.errors()).isNotEmpty();
        }
    }

    private static String anyText(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) {
            text.append(Property.oneOf(random, PIECES));
        }
        return text.toString();
    }

    @Test
    void aDoubledQuoteStaysInsideTheString() {
        for (SqlDialect dialect : Dialects.all()) {
            if (dialect != BIGQUERY) {
                assertThat(kinds("'it''s ? [[ ]] -- x' a", dialect))
                        .as(dialect.name())
                        .containsExactly("STRING:'it''s ? [[ ]] -- x'", "WORD:a");
            }
        }
    }

    @Test
    void aBackslashEscapesOnlyWhereTheDialectHasIt() {
        assertThat(kinds("'a\\' b", POSTGRESQL)).containsExactly("STRING:'a\\'", "WORD:b");
        assertThat(kinds("'a\\' b", TRINO)).containsExactly("STRING:'a\\'", "WORD:b");
        assertThat(kinds("'a\\' b'", MYSQL)).containsExactly("STRING:'a\\' b'");
        assertThat(kinds("e'a\\' b'", POSTGRESQL)).containsExactly("STRING:e'a\\' b'");
        assertThat(kinds("E'a\\' b'", DUCKDB)).containsExactly("STRING:E'a\\' b'");
        assertThat(kinds("r'a\\' b", DATABRICKS)).containsExactly("STRING:r'a\\'", "WORD:b");
        assertThat(kinds("name'a\\' b", POSTGRESQL)).containsExactly("WORD:name", "STRING:'a\\'", "WORD:b");
    }

    @Test
    void doubleQuotesAreStringsInMySqlAndIdentifiersElsewhere() {
        assertThat(kinds("\"a\"\"b\"", MYSQL)).containsExactly("STRING:\"a\"\"b\"");
        assertThat(kinds("\"a\"\"b\"", POSTGRESQL)).containsExactly("QUOTED_IDENTIFIER:\"a\"\"b\"");
        assertThat(kinds("`a``b`", MYSQL)).containsExactly("QUOTED_IDENTIFIER:`a``b`");
        assertThat(kinds("[a]]b] ,[c]", SQL_SERVER))
                .containsExactly("QUOTED_IDENTIFIER:[a]]b]", "SYMBOL:,", "QUOTED_IDENTIFIER:[c]");
    }

    @Test
    void dollarQuotesEndAtTheirOwnTagOnly() {
        assertThat(kinds("$$a'b$x$$ c", POSTGRESQL)).containsExactly("STRING:$$a'b$x$$", "WORD:c");
        assertThat(kinds("$x$a$$b$y$c$x$d", POSTGRESQL)).containsExactly("STRING:$x$a$$b$y$c$x$", "WORD:d");
        assertThat(kinds("a$b$c", POSTGRESQL)).containsExactly("WORD:a$b$c");
        assertThat(kinds("$$a'b$$", SNOWFLAKE)).containsExactly("STRING:$$a'b$$");
        assertThat(kinds("'a' $$", MYSQL)).startsWith("STRING:'a'");
    }

    @Test
    void commentsAreThoseOfTheDialect() {
        assertThat(kinds("/* a /* b */ c */ d", POSTGRESQL)).containsExactly("COMMENT:/* a /* b */ c */", "WORD:d");
        assertThat(kinds("/* a /* b */ c", MYSQL)).containsExactly("COMMENT:/* a /* b */", "WORD:c");
        assertThat(kinds("1--2", MYSQL)).containsExactly("NUMBER:1", "SYMBOL:--", "NUMBER:2");
        assertThat(kinds("1--2", POSTGRESQL)).containsExactly("NUMBER:1", "COMMENT:--2");
        assertThat(kinds("a # b\nc", MYSQL)).containsExactly("WORD:a", "COMMENT:# b", "WORD:c");
        assertThat(kinds("a // b\nc", SNOWFLAKE)).containsExactly("WORD:a", "COMMENT:// b", "WORD:c");
        assertThat(kinds("a*/* x */b", POSTGRESQL)).containsExactly("WORD:a", "SYMBOL:*", "COMMENT:/* x */", "WORD:b");
        assertThat(kinds("a #> b", POSTGRESQL)).containsExactly("WORD:a", "SYMBOL:#>", "WORD:b");
    }

    @Test
    void bigQueryHasTripleQuotes() {
        assertThat(kinds("'''it's''' a", BIGQUERY)).containsExactly("STRING:'''it's'''", "WORD:a");
        assertThat(kinds("\"\"\"a\"b\"\"\" c", BIGQUERY)).containsExactly("STRING:\"\"\"a\"b\"\"\"", "WORD:c");
    }

    @Test
    void questionMarkOperatorsArePostgresqlsAlone() {
        assertThat(kinds("j ? 'a'", POSTGRESQL)).containsExactly("WORD:j", "SYMBOL:?", "STRING:'a'");
        assertThat(kinds("j ?| x @? y", POSTGRESQL))
                .containsExactly("WORD:j", "SYMBOL:?|", "WORD:x", "SYMBOL:@?", "WORD:y");
    }
}
