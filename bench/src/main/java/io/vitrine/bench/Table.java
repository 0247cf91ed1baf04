package io.vitrine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of some benches as lines of cells, for the terminal and for the results page. */
final class Table {
    static final List<String> HEADINGS =
            List.of("bench", "what", "measured", "against", "ratio", "spread", "goal", "met", "");

    private final List<List<String>> lines = new ArrayList<>();

    void add(String bench, List<Figure> figures) {
        for (Figure figure : figures) {
            lines.add(cells(bench, figure));
        }
    }

    /** As Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("| ").append(String.join(" | ", HEADINGS)).append(" |\n");
        text.append("|---|---|---:|---:|---:|---:|---|---|---|\n");
        for (List<String> line : lines) {
            text.append("| ").append(String.join(" | ", line)).append(" |\n");
        }
        return text.toString();
    }

    /** In columns of even width. */
    String plain() {
        List<List<String>> all = new ArrayList<>();
        all.add(HEADINGS);
        all.addAll(lines);
        int[] widths = new int[HEADINGS.size()];
        for (List<String> line : all) {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : all) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                String space = " ".repeat(widths[i] - line.get(i).length());
                boolean number = i >= 2 && i <= 5;
                row.append(number ? space + line.get(i) : line.get(i) + space).append("  ");
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static List<String> cells(String bench, Figure figure) {
        boolean empty = figure.measured().isEmpty();
        return List.of(
                bench,
                figure.what(),
                empty ? "–" : number(figure.measured().median()) + " " + figure.unit(),
                figure.limit()
                        .map(limit -> number(limit.median()) + " " + figure.unit())
                        .orElse(""),
                figure.ratio().isPresent()
                        ? String.format(Locale.ROOT, "%.2f", figure.ratio().getAsDouble())
                        : "",
                empty || figure.measured().values().size() < 2
                        ? ""
                        : String.format(Locale.ROOT, "±%.0f %%", figure.measured().spread() * 100),
                figure.goal()
                        .map(goal -> goal + (figure.ratio().isPresent() ? "" : " " + figure.unit()))
                        .orElse(""),
                figure.met().map(met -> met ? "yes" : "NO").orElse(""),
                figure.note());
    }

    private static String number(double value) {
        if (value >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
