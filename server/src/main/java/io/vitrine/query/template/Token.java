package io.vitrine.query.template;

/**
 * A piece of a template; the texts of all tokens, joined, are the template.
 *
 * @param offset index of its first character in the template
 */
public record Token(Kind kind, String text, int offset) {
    /** What a token is, as far as templates and fences need to know. */
    public enum Kind {
        WHITESPACE,
        /** Up to the end of a line, or between comment marks; never holds variables. */
        COMMENT,
        /** A literal of any quoting, its prefix and quotes included. */
        STRING,
        QUOTED_IDENTIFIER,
        /** A keyword or an unquoted identifier. */
        WORD,
        NUMBER,
        /** From <code>{{</code> to <code>}}</code>. */
        VARIABLE,
        /** One <code>[</code>. */
        OPEN_BRACKET,
        /** One <code>]</code>. */
        CLOSE_BRACKET,
        OPEN_PAREN,
        CLOSE_PAREN,
        SEMICOLON,
        /** A JDBC or native placeholder, which a template may not hold. */
        PLACEHOLDER,
        /** Operators and whatever else stands between the others. */
        SYMBOL
    }

    /** Index of the first character after the token. */
    public int end() {
        return offset + text.length();
    }

    /** Whether the token means something to the database: neither space nor comment. */
    public boolean isSignificant() {
        return kind != Kind.WHITESPACE && kind != Kind.COMMENT;
    }

    /** Whether the token is this keyword, in any case. */
    public boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    /** The name that the token stands for, without quotes and in its own case; empty where it is no identifier. */
    public String identifier() {
        return switch (kind) {
            case WORD -> text;
            case QUOTED_IDENTIFIER -> unquoted();
            case WHITESPACE,
                    COMMENT,
                    STRING,
                    NUMBER,
                    VARIABLE,
                    OPEN_BRACKET,
                    CLOSE_BRACKET,
                    OPEN_PAREN,
                    CLOSE_PAREN,
                    SEMICOLON,
                    PLACEHOLDER,
                    SYMBOL -> "";
        };
    }

    private String unquoted() {
        String close = text.substring(text.length() - 1);
        return text.substring(1, Math.max(1, text.length() - 1)).replace(close + close, close);
    }
}
