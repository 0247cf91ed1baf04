package io.vitrine.query.template;

import java.util.EnumSet;
import java.util.Set;

/** How a dialect writes strings, identifiers and comments, beyond what standard SQL has. */
final class Lexis {
    /** A way of writing that some dialects have. */
    enum Trait {
        /** {@code 'it\'s'} is one string. */
        BACKSLASH_STRINGS,
        /** {@code E'it\'s'} is one string. */
        E_STRINGS,
        /** {@code r'\'} is one string. */
        R_STRINGS,
        /** {@code '''it's'''} is one string. */
        TRIPLE_QUOTED_STRINGS,
        /** {@code "x"} is a string and no identifier. */
        DOUBLE_QUOTED_STRINGS,
        /** <code>`x`</code> is an identifier. */
        BACKTICK_IDENTIFIERS,
        /** {@code [x]} is an identifier, so there is no array syntax. */
        BRACKET_IDENTIFIERS,
        /** {@code "a\"b"} is one identifier. */
        BACKSLASH_IDENTIFIERS,
        /** {@code $$x$$} is a string. */
        DOLLAR_STRINGS,
        /** {@code $tag$x$tag$} is a string. */
        TAGGED_DOLLAR_STRINGS,
        /** {@code /* a /* b *}{@code / c *}{@code /} is one comment. */
        NESTED_COMMENTS,
        /** A comment may begin with {@code #}. */
        HASH_COMMENTS,
        /** A comment may begin with {@code //}. */
        SLASH_COMMENTS,
        /** {@code --} begins a comment only before white space. */
        DASH_COMMENT_NEEDS_SPACE,
        /** <code>/*! … *</code>{@code /} is code that the server runs. */
        EXECUTABLE_COMMENTS,
        /** A question mark may be part of an operator. */
        QUESTION_MARK_OPERATORS,
        /** {@code $1} is a placeholder. */
        DOLLAR_PLACEHOLDERS
    }

    private final Set<Trait> traits;

    private Lexis(Set<Trait> traits) {
        this.traits = traits;
    }

    static Lexis of(Trait... traits) {
        Set<Trait> set = EnumSet.noneOf(Trait.class);
        set.addAll(Set.of(traits));
        return new Lexis(set);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
