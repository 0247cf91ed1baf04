package io.vitrine.query.template;

import static io.vitrine.query.template.Lexis.Trait.BACKSLASH_IDENTIFIERS;
import static io.vitrine.query.template.Lexis.Trait.BACKSLASH_STRINGS;
import static io.vitrine.query.template.Lexis.Trait.BACKTICK_IDENTIFIERS;
import static io.vitrine.query.template.Lexis.Trait.BRACKET_IDENTIFIERS;
import static io.vitrine.query.template.Lexis.Trait.DASH_COMMENT_NEEDS_SPACE;
import static io.vitrine.query.template.Lexis.Trait.DOLLAR_PLACEHOLDERS;
import static io.vitrine.query.template.Lexis.Trait.DOLLAR_STRINGS;
import static io.vitrine.query.template.Lexis.Trait.DOUBLE_QUOTED_STRINGS;
import static io.vitrine.query.template.Lexis.Trait.EXECUTABLE_COMMENTS;
import static io.vitrine.query.template.Lexis.Trait.E_STRINGS;
import static io.vitrine.query.template.Lexis.Trait.HASH_COMMENTS;
import static io.vitrine.query.template.Lexis.Trait.NESTED_COMMENTS;
import static io.vitrine.query.template.Lexis.Trait.QUESTION_MARK_OPERATORS;
import static io.vitrine.query.template.Lexis.Trait.R_STRINGS;
import static io.vitrine.query.template.Lexis.Trait.SLASH_COMMENTS;
import static io.vitrine.query.template.Lexis.Trait.TAGGED_DOLLAR_STRINGS;
import static io.vitrine.query.template.Lexis.Trait.TRIPLE_QUOTED_STRINGS;

/**
 * A kind of SQL: how its text is read, and how values are handed to it.
 *
 * <p>Default server settings are assumed: PostgreSQL with {@code standard_conforming_strings}, MySQL without
 * {@code ANSI_QUOTES} and {@code NO_BACKSLASH_ESCAPES}.
 */
// Lexis and every ListForm are final and hold final fields only; no annotation is at hand to say so.
@SuppressWarnings("ImmutableEnumChecker")
public enum SqlDialect {
    POSTGRESQL(
            Lexis.of(
                    E_STRINGS,
                    DOLLAR_STRINGS,
                    TAGGED_DOLLAR_STRINGS,
                    DOLLAR_PLACEHOLDERS,
                    NESTED_COMMENTS,
                    QUESTION_MARK_OPERATORS),
            new ArrayLiteral()),
    /** MySQL and MariaDB. */
    MYSQL(
            Lexis.of(
                    BACKSLASH_STRINGS,
                    DOUBLE_QUOTED_STRINGS,
                    BACKTICK_IDENTIFIERS,
                    HASH_COMMENTS,
                    DASH_COMMENT_NEEDS_SPACE,
                    EXECUTABLE_COMMENTS),
            new ExpandedList(10_000, new JsonList.MySql())),
    DUCKDB(
            Lexis.of(E_STRINGS, DOLLAR_STRINGS, TAGGED_DOLLAR_STRINGS, DOLLAR_PLACEHOLDERS, NESTED_COMMENTS),
            new ExpandedList(10_000, new JsonList.DuckDb())),
    TRINO(Lexis.of(), new ExpandedList(1_000, new JsonList.Trino())),
    /** Amazon Redshift, whose wire protocol counts parameters in 16 bits. */
    REDSHIFT(
            Lexis.of(BACKSLASH_STRINGS, DOLLAR_STRINGS, TAGGED_DOLLAR_STRINGS, DOLLAR_PLACEHOLDERS, NESTED_COMMENTS),
            new ExpandedList(30_000)),
    SQL_SERVER(Lexis.of(BRACKET_IDENTIFIERS, NESTED_COMMENTS), new ExpandedList(2_000)),
    SNOWFLAKE(Lexis.of(BACKSLASH_STRINGS, DOLLAR_STRINGS, SLASH_COMMENTS), new ExpandedList(16_000)),
    BIGQUERY(
            Lexis.of(
                    BACKSLASH_STRINGS,
                    R_STRINGS,
                    TRIPLE_QUOTED_STRINGS,
                    DOUBLE_QUOTED_STRINGS,
                    BACKTICK_IDENTIFIERS,
                    BACKSLASH_IDENTIFIERS,
                    HASH_COMMENTS),
            new ExpandedList(10_000, "unnest([])")),
    DATABRICKS(
            Lexis.of(BACKSLASH_STRINGS, R_STRINGS, DOUBLE_QUOTED_STRINGS, BACKTICK_IDENTIFIERS, NESTED_COMMENTS),
            new ExpandedList(10_000)),
    CLICKHOUSE(
            Lexis.of(
                    BACKSLASH_STRINGS,
                    BACKTICK_IDENTIFIERS,
                    BACKSLASH_IDENTIFIERS,
                    DOLLAR_STRINGS,
                    TAGGED_DOLLAR_STRINGS,
                    HASH_COMMENTS,
                    NESTED_COMMENTS),
            new ExpandedList(10_000)),
    /** Whatever else a driver speaks: standard SQL, and the smallest list that every database takes. */
    ANSI(Lexis.of(), new ExpandedList(1_000));

    private final Lexis lexis;
    private final ListForm listForm;

    SqlDialect(Lexis lexis, ListForm listForm) {
        this.lexis = lexis;
        this.listForm = listForm;
    }

    Lexis lexis() {
        return lexis;
    }

    ListForm listForm() {
        return listForm;
    }

    /** Whether a string without a declared type takes the type that its place asks for. */
    boolean infersText() {
        return this == POSTGRESQL;
    }

    /** Whether a point in time keeps its zone; elsewhere it is bound as its date and time in UTC. */
    boolean hasTimeZones() {
        return this != MYSQL;
    }

    /** SQL text as the driver must get it, where it stands outside of literals and comments. */
    String escape(String symbol) {
        return lexis.has(QUESTION_MARK_OPERATORS) ? symbol.replace("?", "??") : symbol;
    }

    /** The most {@code ?} that one statement may have. */
    int maxParameters() {
        return this == SQL_SERVER ? 2_100 : this == REDSHIFT ? 32_767 : 65_535;
    }
}
