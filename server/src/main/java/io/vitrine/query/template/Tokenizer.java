package io.vitrine.query.template;

import io.vitrine.query.template.Lexis.Trait;
import io.vitrine.query.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a template into tokens, as the database itself would read it.
 *
 * <p>Total and lossless: every text gives tokens that join to that text, in time linear in its length. What is wrong
 * (a string that never ends, a variable in quotes) is reported beside the tokens.
 */
final class Tokenizer {
    /** Longest variable, braces included; a bound keeps a text of opening braces linear. */
    private static final int MAX_VARIABLE = 300;

    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?";

    private final String text;
    private final Lexis lexis;
    private final TemplateErrors.Collector errors;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean inClause;

    private Tokenizer(String text, SqlDialect dialect, TemplateErrors.Collector errors) {
        this.text = text;
        this.lexis = dialect.lexis();
        this.errors = errors;
    }

    static List<Token> tokenize(String text, SqlDialect dialect, TemplateErrors.Collector errors) {
        return new Tokenizer(text, dialect, errors).run();
    }

    private List<Token> run() {
        while (at < text.length()) {
            int start = at;
            Kind kind = next();
            tokens.add(new Token(kind, text.substring(start, at), start));
        }
        return List.copyOf(tokens);
    }

    private Kind next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            return whitespace();
        }
        if (startsWith("{{")) {
            return variable();
        }
        if (startsLineComment()) {
            return lineComment();
        }
        if (startsWith("/*")) {
            return blockComment();
        }
        if (isWordStart(c)) {
            return word();
        }
        if (isDigit(c)) {
            return number();
        }
        return switch (c) {
            case '\'' -> string('\'', lexis.has(Trait.BACKSLASH_STRINGS));
            case '"' ->
                lexis.has(Trait.DOUBLE_QUOTED_STRINGS)
                        ? string('"', lexis.has(Trait.BACKSLASH_STRINGS))
                        : quotedIdentifier('"');
            case '`' -> lexis.has(Trait.BACKTICK_IDENTIFIERS) ? quotedIdentifier('`') : operator();
            case '$' -> dollar();
            case '[' -> openBracket();
            case ']' -> closeBracket();
            case '(' -> single(Kind.OPEN_PAREN);
            case ')' -> single(Kind.CLOSE_PAREN);
            case ';' -> single(Kind.SEMICOLON);
            case '?' -> lexis.has(Trait.QUESTION_MARK_OPERATORS) ? operator() : placeholder();
            default -> OPERATOR_CHARACTERS.indexOf(c) >= 0 ? operator() : single(Kind.SYMBOL);
        };
    }

    private Kind single(Kind kind) {
        at++;
        return kind;
    }

    private Kind whitespace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return Kind.WHITESPACE;
    }

    private Kind variable() {
        int limit = Math.min(text.length(), at + MAX_VARIABLE);
        int close = text.substring(at, limit).indexOf("}}");
        if (close < 0) {
            errors.add(at, "{{ is never closed. Write {{ name }}; a name has at most 200 characters.");
            at += 2;
            return Kind.VARIABLE;
        }
        at += close + 2;
        return Kind.VARIABLE;
    }

    private boolean startsLineComment() {
        if (startsWith("--")) {
            return !lexis.has(Trait.DASH_COMMENT_NEEDS_SPACE)
                    || at + 2 == text.length()
                    || text.charAt(at + 2) <= ' '
                    || Character.isWhitespace(text.charAt(at + 2));
        }
        return (lexis.has(Trait.HASH_COMMENTS) && startsWith("#"))
                || (lexis.has(Trait.SLASH_COMMENTS) && startsWith("//"));
    }

    private Kind lineComment() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\r' && !startsWith("\r\n")) {
            errors.add(at, "A carriage return without a line feed ends a comment in some databases only. Remove it.");
        }
        return Kind.COMMENT;
    }

    private Kind blockComment() {
        int start = at;
        if (lexis.has(Trait.EXECUTABLE_COMMENTS) && (startsWith("/*!") || startsWith("/*M!"))) {
            errors.add(
                    start, "A comment that begins with /*! is code that the server runs. Write it without the marks.");
        }
        int depth = 0;
        while (at < text.length()) {
            if (startsWith("/*") && (depth == 0 || lexis.has(Trait.NESTED_COMMENTS))) {
                depth++;
                at += 2;
            } else if (startsWith("*/")) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return Kind.COMMENT;
                }
            } else {
                at++;
            }
        }
        errors.add(start, "The comment that begins here is never closed with */.");
        return Kind.COMMENT;
    }

    private Kind word() {
        int start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && at - start <= 2) {
            String prefix = text.substring(start, at).toLowerCase(Locale.ROOT);
            char quote = text.charAt(at);
            if (prefix.equals("e") && quote == '\'' && lexis.has(Trait.E_STRINGS)) {
                return string(quote, true);
            }
            boolean string = quote == '\'' || (quote == '"' && lexis.has(Trait.DOUBLE_QUOTED_STRINGS));
            if (prefix.contains("r") && string && lexis.has(Trait.R_STRINGS)) {
                return string(quote, false);
            }
        }
        return Kind.WORD;
    }

    private Kind number() {
        while (at < text.length() && (isWordPart(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        return Kind.NUMBER;
    }

    private Kind string(char quote, boolean backslash) {
        int start = at;
        String triple = String.valueOf(quote).repeat(3);
        if (lexis.has(Trait.TRIPLE_QUOTED_STRINGS) && startsWith(triple)) {
            quoted(triple, backslash, false, "string");
        } else {
            quoted(String.valueOf(quote), backslash, true, "string");
        }
        refuseVariableIn(start, "a string literal", "Drop the quotes: a value is bound with its own type.");
        return Kind.STRING;
    }

    private Kind quotedIdentifier(char close) {
        int start = at;
        boolean doubled = close != ']' || !inClause;
        quoted(String.valueOf(close), lexis.has(Trait.BACKSLASH_IDENTIFIERS), doubled, "quoted identifier");
        refuseVariableIn(start, "a quoted identifier", "Drop the quotes and write {{name.raw()}}.");
        return Kind.QUOTED_IDENTIFIER;
    }

    /** Moves past the opening and the closing quote; {@code at} stands on the opening one. */
    private void quoted(String close, boolean backslash, boolean doubled, String what) {
        int start = at;
        String pair = close + close;
        at += close.length();
        while (at < text.length()) {
            if (backslash && text.charAt(at) == '\\') {
                at = Math.min(text.length(), at + 2);
            } else if (doubled && text.startsWith(pair, at)) {
                at += pair.length();
            } else if (text.startsWith(close, at)) {
                at += close.length();
                return;
            } else {
                at++;
            }
        }
        errors.add(start, "The " + what + " that begins here is never closed with " + close + ".");
    }

    private Kind dollar() {
        int start = at;
        if (lexis.has(Trait.DOLLAR_STRINGS)) {
            int tagEnd = at + 1;
            if (lexis.has(Trait.TAGGED_DOLLAR_STRINGS)) {
                while (tagEnd < text.length()
                        && text.charAt(tagEnd) != '$'
                        && isWordPart(text.charAt(tagEnd))
                        && !(tagEnd == at + 1 && isDigit(text.charAt(tagEnd)))) {
                    tagEnd++;
                }
            }
            if (tagEnd < text.length() && text.charAt(tagEnd) == '$') {
                quoted(text.substring(at, tagEnd + 1), false, false, "dollar-quoted string");
                refuseVariableIn(start, "a string literal", "Drop the quotes: a value is bound with its own type.");
                return Kind.STRING;
            }
            if (tagEnd > at + 1) {
                at = tagEnd;
                return Kind.SYMBOL;
            }
        }
        at++;
        if (lexis.has(Trait.DOLLAR_PLACEHOLDERS) && at < text.length() && isDigit(text.charAt(at))) {
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            refusePlaceholder(start);
            return Kind.PLACEHOLDER;
        }
        return Kind.SYMBOL;
    }

    private Kind openBracket() {
        if (!lexis.has(Trait.BRACKET_IDENTIFIERS)) {
            return single(Kind.OPEN_BRACKET);
        }
        boolean second = !tokens.isEmpty()
                && tokens.getLast().kind() == Kind.OPEN_BRACKET
                && tokens.getLast().end() == at
                && !inClause;
        if (second) {
            inClause = true;
            return single(Kind.OPEN_BRACKET);
        }
        return !inClause && startsWith("[[") ? single(Kind.OPEN_BRACKET) : quotedIdentifier(']');
    }

    private Kind closeBracket() {
        if (!tokens.isEmpty()
                && tokens.getLast().kind() == Kind.CLOSE_BRACKET
                && tokens.getLast().end() == at) {
            inClause = false;
        }
        return single(Kind.CLOSE_BRACKET);
    }

    private Kind placeholder() {
        refusePlaceholder(at);
        return single(Kind.PLACEHOLDER);
    }

    private Kind operator() {
        int start = at;
        while (at < text.length()
                && OPERATOR_CHARACTERS.indexOf(text.charAt(at)) >= 0
                && !(at > start && (startsLineComment() || startsWith("/*")))
                && (text.charAt(at) != '?' || lexis.has(Trait.QUESTION_MARK_OPERATORS))
                && (text.charAt(at) != '`' || !lexis.has(Trait.BACKTICK_IDENTIFIERS))) {
            at++;
        }
        if (text.substring(start, at).equals("?") && !followsOperand()) {
            refusePlaceholder(start);
            return Kind.PLACEHOLDER;
        }
        return Kind.SYMBOL;
    }

    /** Whether what stands before may be the left side of an operator, so that a question mark is one. */
    private boolean followsOperand() {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            if (token.isSignificant()) {
                return switch (token.kind()) {
                    case STRING, QUOTED_IDENTIFIER, WORD, NUMBER, VARIABLE, CLOSE_BRACKET, CLOSE_PAREN -> true;
                    case WHITESPACE, COMMENT, OPEN_BRACKET, OPEN_PAREN, SEMICOLON, PLACEHOLDER, SYMBOL -> false;
                };
            }
        }
        return false;
    }

    private void refusePlaceholder(int offset) {
        errors.add(offset, "A template has no placeholders such as ? or $1. Write {{ name }}.");
    }

    private void refuseVariableIn(int start, String what, String advice) {
        int end = at;
        for (int open = text.indexOf("{{", start, end); open >= 0; open = text.indexOf("{{", open + 1, end)) {
            String rest = text.substring(open, Math.min(end, open + MAX_VARIABLE));
            int close = rest.indexOf("}}");
            if (close > 0 && TemplateParser.isReference(rest.substring(2, close))) {
                errors.add(open, rest.substring(0, close + 2) + " stands inside " + what + ". " + advice);
                return;
            }
        }
    }

    private boolean startsWith(String prefix) {
        return text.startsWith(prefix, at);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c > 127 && !Character.isWhitespace(c));
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }
}
