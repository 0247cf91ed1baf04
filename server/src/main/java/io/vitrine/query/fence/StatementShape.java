package io.vitrine.query.fence;

import io.vitrine.query.template.SqlDialect;
import io.vitrine.query.template.Template;
import io.vitrine.query.template.Token;
import io.vitrine.query.template.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the tokens alone tell: one statement, that reads, and calls no denied function. */
final class StatementShape {
    private static final Set<String> READS = Set.of("select", "with", "values", "table");
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge", "truncate");
    private static final Set<String> LOCKS = Set.of("update", "share", "no", "key");
    private static final Set<String> FROM_TAKING_FUNCTIONS =
            Set.of("extract", "substring", "substr", "trim", "overlay", "position");

    private final SqlDialect dialect;
    private final List<Token> tokens;
    private final List<Fault> faults = new ArrayList<>();
    private final Deque<String> calls = new ArrayDeque<>();

    /** Something wrong at a place, given by its index in the template. */
    record Fault(int offset, String reason) {}

    private StatementShape(Template template) {
        this.dialect = template.dialect();
        this.tokens = template.tokens().stream().filter(Token::isSignificant).toList();
    }

    static List<Fault> faults(Template template) {
        StatementShape shape = new StatementShape(template);
        shape.check();
        return shape.faults;
    }

    private void check() {
        first();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            switch (token.kind()) {
                case SEMICOLON ->
                    refuse(token, "A dataset is one statement. Remove the semicolon and what follows it.");
                case OPEN_PAREN ->
                    calls.push(i > 0 ? tokens.get(i - 1).identifier().toLowerCase(Locale.ROOT) : "");
                case CLOSE_PAREN -> calls.poll();
                case WORD, QUOTED_IDENTIFIER -> word(i);
                case SYMBOL -> assignment(i);
                case WHITESPACE, COMMENT, STRING, NUMBER, VARIABLE, OPEN_BRACKET, CLOSE_BRACKET, PLACEHOLDER -> {}
            }
        }
    }

    private void first() {
        int i = 0;
        while (i < tokens.size() && tokens.get(i).kind() == Kind.OPEN_PAREN) {
            i++;
        }
        boolean reads = i < tokens.size()
                && tokens.get(i).kind() == Kind.WORD
                && (READS.contains(tokens.get(i).text().toLowerCase(Locale.ROOT))
                        || (dialect == SqlDialect.DUCKDB && tokens.get(i).isWord("from")));
        if (!reads) {
            int offset = i < tokens.size() ? tokens.get(i).offset() : 0;
            faults.add(new Fault(offset, "A dataset is one query that begins with SELECT or WITH."));
        }
    }

    private void word(int i) {
        Token token = tokens.get(i);
        if (is(i + 1, Kind.OPEN_PAREN) && DeniedFunctions.contains(dialect, token.identifier())) {
            refuse(token, "The function " + token.identifier() + " may not be used in a dataset.");
        }
        if (token.kind() == Kind.QUOTED_IDENTIFIER) {
            return;
        }
        String word = token.text().toLowerCase(Locale.ROOT);
        boolean begins = i > 0 && (is(i - 1, Kind.OPEN_PAREN) || is(i - 1, Kind.CLOSE_PAREN));
        if (WRITES.contains(word) && begins && !is(i + 1, Kind.OPEN_PAREN)) {
            refuse(token, "A dataset only reads. Remove " + token.text() + ".");
        }
        if (word.equals("into")) {
            refuse(token, "A dataset only reads. Remove " + token.text() + " and its target.");
        }
        boolean locks = (word.equals("for") && i + 1 < tokens.size() && isOneOf(i + 1, LOCKS))
                || (word.equals("lock")
                        && i + 1 < tokens.size()
                        && tokens.get(i + 1).isWord("in"));
        if (locks && !FROM_TAKING_FUNCTIONS.contains(String.valueOf(calls.peek()))) {
            refuse(token, "A dataset locks no rows. Remove FOR UPDATE, FOR SHARE or LOCK IN SHARE MODE.");
        }
        if (word.equals("u")
                && i + 2 < tokens.size()
                && tokens.get(i + 1).text().equals("&")
                && touches(i)) {
            refuse(token, "Write Unicode characters as they are, not as U& escapes.");
        }
        if ((word.equals("from") || word.equals("join")) && readsFile(i + 1)) {
            refuse(tokens.get(i + 1), "A dataset reads tables of its source, not files.");
        }
    }

    private boolean readsFile(int i) {
        if (dialect != SqlDialect.DUCKDB
                || i >= tokens.size()
                || FROM_TAKING_FUNCTIONS.contains(String.valueOf(calls.peek()))) {
            return false;
        }
        String name = tokens.get(i).identifier();
        return is(i, Kind.STRING)
                || (is(i, Kind.QUOTED_IDENTIFIER)
                        && (name.contains("/")
                                || name.matches("(?i).*\\.(csv|tsv|json|ndjson|parquet|txt|db|gz|zst)")));
    }

    /** MySQL's user variables outlive the statement, and the pooled connection serves the next customer. */
    private void assignment(int i) {
        Token token = tokens.get(i);
        if (dialect == SqlDialect.MYSQL
                && token.text().endsWith(":")
                && i + 1 < tokens.size()
                && tokens.get(i + 1).text().startsWith("=")) {
            refuse(token, "A dataset assigns no variables. Remove :=.");
        }
    }

    private boolean touches(int i) {
        return tokens.get(i).end() == tokens.get(i + 1).offset()
                && tokens.get(i + 1).end() == tokens.get(i + 2).offset();
    }

    private boolean is(int i, Kind kind) {
        return i < tokens.size() && tokens.get(i).kind() == kind;
    }

    private boolean isOneOf(int i, Set<String> words) {
        return is(i, Kind.WORD) && words.contains(tokens.get(i).text().toLowerCase(Locale.ROOT));
    }

    private void refuse(Token token, String reason) {
        faults.add(new Fault(token.offset(), reason));
    }
}
