package io.vitrine.query.template;

import io.vitrine.query.template.TemplateNode.Clause;
import io.vitrine.query.template.TemplateNode.Membership;
import io.vitrine.query.template.TemplateNode.Reference;
import io.vitrine.query.template.TemplateNode.Sql;
import io.vitrine.query.template.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns the tokens of a template into its tree. */
final class TemplateParser {
    private static final String RAW = ".raw()";

    /** A pasted identifier beside one of these could begin or change a literal, a comment or a placeholder. */
    private static final String FORBIDDEN_BESIDE_RAW = "'\"`$@#\\&";

    /** An identifier in more pieces counts as a function's name; a bound keeps parsing linear. */
    private static final int MAX_IDENTIFIER_PIECES = 8;

    private final String source;
    private final List<Token> tokens;
    private final TemplateErrors.Collector errors;
    private final int[] closing;
    private final int[] variablesBefore;
    private final Deque<String> calls = new ArrayDeque<>();

    private TemplateParser(String source, List<Token> tokens, TemplateErrors.Collector errors) {
        this.source = source;
        this.tokens = tokens;
        this.errors = errors;
        this.closing = matchBrackets(tokens);
        this.variablesBefore = new int[tokens.size() + 1];
        for (int i = 0; i < tokens.size(); i++) {
            variablesBefore[i + 1] = variablesBefore[i] + (tokens.get(i).kind() == Kind.VARIABLE ? 1 : 0);
        }
    }

    static List<TemplateNode> parse(String source, List<Token> tokens, TemplateErrors.Collector errors) {
        return new TemplateParser(source, tokens, errors).parse(0, tokens.size(), false);
    }

    /** Whether the text between two braces is meant as a variable. */
    static boolean isReference(String inner) {
        String name = nameIn(inner);
        return VariableName.parse(name).isPresent() && !Character.isDigit(name.charAt(0));
    }

    private static String nameIn(String inner) {
        String trimmed = inner.strip();
        return trimmed.endsWith(RAW) ? trimmed.substring(0, trimmed.length() - RAW.length()) : trimmed;
    }

    /** For each bracket the index of its partner; -1 for other tokens and brackets without one. */
    private static int[] matchBrackets(List<Token> tokens) {
        int[] partner = new int[tokens.size()];
        Arrays.fill(partner, -1);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).kind() == Kind.OPEN_BRACKET) {
                open.push(i);
            } else if (tokens.get(i).kind() == Kind.CLOSE_BRACKET && !open.isEmpty()) {
                partner[i] = open.pop();
                partner[partner[i]] = i;
            }
        }
        return partner;
    }

    private List<TemplateNode> parse(int from, int to, boolean inClause) {
        List<TemplateNode> nodes = new ArrayList<>();
        int i = from;
        while (i < to) {
            i = switch (tokens.get(i).kind()) {
                case OPEN_BRACKET -> bracket(nodes, i, inClause);
                case VARIABLE -> {
                    reference(i).ifPresent(nodes::add);
                    yield i + 1;
                }
                case WORD -> word(nodes, i, to);
                case CLOSE_BRACKET -> {
                    if (closing[i] < 0 && isPair(i)) {
                        errors.add(tokens.get(i).offset(), "]] without [[ before it.");
                        yield i + 2;
                    }
                    yield plain(nodes, i);
                }
                case OPEN_PAREN -> {
                    calls.push(functionBefore(i));
                    yield plain(nodes, i);
                }
                case CLOSE_PAREN -> {
                    calls.poll();
                    yield plain(nodes, i);
                }
                case WHITESPACE, COMMENT, STRING, QUOTED_IDENTIFIER, NUMBER, SEMICOLON, PLACEHOLDER, SYMBOL ->
                    plain(nodes, i);
            };
        }
        return nodes;
    }

    private int plain(List<TemplateNode> nodes, int i) {
        nodes.add(new Sql(tokens.get(i)));
        return i + 1;
    }

    /**
     * Two brackets open a clause when they close together and hold a variable; else they are an array of arrays, such
     * as {@code array[[1, 2], [3, 4]]}.
     */
    private int bracket(List<TemplateNode> nodes, int i, boolean inClause) {
        if (!isPair(i)) {
            return plain(nodes, i);
        }
        int end = closing[i + 1];
        boolean closed = end >= 0 && end + 1 < tokens.size() && closing[i] == end + 1 && isPair(end);
        if (closing[i] < 0) {
            errors.add(tokens.get(i).offset(), "[[ is never closed with ]].");
            return i + 2;
        }
        if (!closed || variablesBefore[end] == variablesBefore[i]) {
            return plain(nodes, i);
        }
        if (inClause) {
            errors.add(tokens.get(i).offset(), "[[ ]] may not stand inside [[ ]]. Put the clauses side by side.");
            return end + 2;
        }
        nodes.add(new Clause(parse(i + 2, end, true), tokens.get(i)));
        return end + 2;
    }

    private boolean isPair(int i) {
        return i + 1 < tokens.size()
                && tokens.get(i + 1).kind() == tokens.get(i).kind()
                && tokens.get(i).end() == tokens.get(i + 1).offset();
    }

    private int word(List<TemplateNode> nodes, int i, int to) {
        boolean not = tokens.get(i).isWord("not");
        int in = not ? significant(i + 1, to) : i;
        if (in >= to || !tokens.get(in).isWord("in") || "position".equals(calls.peek())) {
            return plain(nodes, i);
        }
        int operand = significant(in + 1, to);
        int last = operand;
        if (operand < to && tokens.get(operand).kind() == Kind.OPEN_PAREN) {
            operand = significant(operand + 1, to);
            last = significant(operand + 1, to);
            if (last >= to || tokens.get(last).kind() != Kind.CLOSE_PAREN) {
                return plain(nodes, i);
            }
        }
        if (operand >= to || tokens.get(operand).kind() != Kind.VARIABLE) {
            return plain(nodes, i);
        }
        Optional<Reference> list = reference(operand);
        if (list.isPresent() && list.get().raw()) {
            errors.add(
                    tokens.get(operand).offset(),
                    "A list cannot be raw. Write in {{ " + list.get().name() + " }}.");
        }
        list.ifPresent(reference -> nodes.add(new Membership(not, reference)));
        return last + 1;
    }

    private int significant(int from, int to) {
        int i = from;
        while (i < to && !tokens.get(i).isSignificant()) {
            i++;
        }
        return i;
    }

    private String functionBefore(int i) {
        int before = i - 1;
        while (before >= 0 && !tokens.get(before).isSignificant()) {
            before--;
        }
        return before >= 0 ? tokens.get(before).identifier().toLowerCase(Locale.ROOT) : "";
    }

    private Optional<Reference> reference(int i) {
        Token token = tokens.get(i);
        if (!token.text().endsWith("}}")) {
            return Optional.empty();
        }
        String inner = token.text().substring(2, token.text().length() - 2);
        boolean raw = inner.strip().endsWith(RAW);
        Optional<VariableName> name = VariableName.parse(nameIn(inner));
        if (name.isEmpty()) {
            errors.add(
                    token.offset(),
                    token.text()
                            + " is no variable. Write {{ name }}, {{ customer.key }} or {{ name.raw() }}; a name has"
                            + " letters, digits, _, - and dots.");
        }
        if (raw && (isForbidden(token.offset() - 1) || isForbidden(token.end()))) {
            errors.add(token.offset(), token.text() + " may not touch a quote, $, @, #, & or a backslash.");
        }
        String function = calls.isEmpty() ? "" : calls.peek();
        return name.map(found -> new Reference(found, raw, token, isCalled(i), function));
    }

    /** Whether a parenthesis follows, also after more of the same identifier. */
    private boolean isCalled(int i) {
        int next = i + 1;
        while (next < tokens.size()
                && next < i + MAX_IDENTIFIER_PIECES
                && switch (tokens.get(next).kind()) {
                    case WORD, NUMBER, VARIABLE -> true;
                    case WHITESPACE,
                            COMMENT,
                            STRING,
                            QUOTED_IDENTIFIER,
                            OPEN_BRACKET,
                            CLOSE_BRACKET,
                            OPEN_PAREN,
                            CLOSE_PAREN,
                            SEMICOLON,
                            PLACEHOLDER,
                            SYMBOL -> false;
                }) {
            next++;
        }
        next = significant(next, tokens.size());
        return next == i + MAX_IDENTIFIER_PIECES
                || (next < tokens.size() && tokens.get(next).kind() == Kind.OPEN_PAREN);
    }

    private boolean isForbidden(int offset) {
        return offset >= 0 && offset < source.length() && FORBIDDEN_BESIDE_RAW.indexOf(source.charAt(offset)) >= 0;
    }
}
