package io.vitrine.query.template;

/** A place in a template, for people: line and column count from 1, the column in characters. */
public record Position(int line, int column) {
    /** The place of a character, given by its index in the text. */
    public static Position of(String text, int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        return new Position(line, text.codePointCount(lineStart, offset) + 1);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
