package io.vitrine.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Guesses what was meant by a name that nobody knows. */
final class Spelling {
    private Spelling() {}

    /** A sentence, with a blank before it, that names the nearest known name or else all of them. */
    static String suggestion(String written, Collection<String> known) {
        List<String> sorted = known.stream().sorted().toList();
        return sorted.stream()
                .min(Comparator.comparingInt(name -> distance(written, name)))
                .filter(nearest -> distance(written, nearest) <= Math.max(2, nearest.length() / 4))
                .map(nearest -> " Did you mean " + nearest + "?")
                .orElseGet(() -> " Known are " + String.join(", ", sorted) + ".");
    }

    /** How many characters must be added, dropped or exchanged to make one word of the other. */
    static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int exchanged = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[other.length()];
    }
}
