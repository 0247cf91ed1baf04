package io.vitrine.cli.client;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Prints the rows of an answer: as a table for people, as CSV (RFC 4180) for programs. */
final class RowText {
    private static final int WIDEST = 60;
    private static final String NULL = "";

    private RowText() {}

    /** A table with its columns aligned, numbers to the right, and a line that says where the rows come from. */
    static void table(JsonNode answer, PrintWriter out) {
        List<String> names = new ArrayList<>();
        List<Boolean> numbers = new ArrayList<>();
        answer.path("columns").forEach(column -> {
            names.add(visible(column.path("name").asString("")));
            numbers.add(List.of("integer", "decimal", "number")
                    .contains(column.path("type").asString("")));
        });
        List<List<String>> rows = new ArrayList<>();
        answer.path("rows").forEach(row -> {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(visible(text(cell))));
            rows.add(cells);
        });
        int[] widths = new int[names.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(names.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        out.println(line(names, widths, numbers));
        List<String> rules = new ArrayList<>();
        for (int width : widths) {
            rules.add("─".repeat(width));
        }
        out.println(line(rules, widths, numbers));
        rows.forEach(row -> out.println(line(row, widths, numbers)));
        out.println();
        out.println(summary(answer, rows.size()));
    }

    /** A header and the rows; a null is an empty field. */
    static void csv(JsonNode answer, PrintWriter out) {
        List<String> header = new ArrayList<>();
        answer.path("columns")
                .forEach(column -> header.add(quoted(column.path("name").asString(""))));
        out.print(String.join(",", header) + "\r\n");
        answer.path("rows").forEach(row -> {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(quoted(text(cell))));
            out.print(String.join(",", cells) + "\r\n");
        });
    }

    private static String summary(JsonNode answer, int rows) {
        JsonNode source = answer.path("data_source");
        return "(" + rows + (rows == 1 ? " row" : " rows")
                + (answer.path("truncated").asBoolean(false) ? ", and there are more" : "")
                + " from " + visible(source.path("name").asString("")) + ", "
                + source.path("from").asString("") + " mapping, "
                + answer.path("elapsed_ms").asString("0") + " ms)";
    }

    private static String text(JsonNode cell) {
        return cell.isNull() ? NULL : cell.asString();
    }

    /** Without what would move the cursor or colour the terminal, and no longer than a screen bears. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().limit(WIDEST + 1L).forEach(c -> visible.appendCodePoint(Character.isISOControl(c) ? '␣' : c));
        return width(visible.toString()) > WIDEST
                ? visible.substring(0, visible.offsetByCodePoints(0, WIDEST - 1)) + "…"
                : visible.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String line(List<String> cells, int[] widths, List<Boolean> toTheRight) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String gap = " ".repeat(widths[i] - width(cells.get(i)));
            line.append(i == 0 ? "" : "  ");
            line.append(toTheRight.get(i) ? gap + cells.get(i) : cells.get(i) + gap);
        }
        return line.toString().stripTrailing();
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
