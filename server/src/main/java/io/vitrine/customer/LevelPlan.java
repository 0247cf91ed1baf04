package io.vitrine.customer;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of each level when a list replaces another.
 *
 * @param kept levels that stay, with their new name and position
 * @param removed levels that the new list does not name
 */
record LevelPlan(List<Kept> kept, List<Made> made, List<Level> removed) {
    /** A level that stays. */
    record Kept(Level before, String name, int position) {}

    /** A level that is new. */
    record Made(String name, int position) {}

    /** Two levels of which the first was above the second. */
    record Pair(Level upper, Level lower) {}

    private static final int MOST_LEVELS = 20;

    /** Matches the new list with the levels there are; refuses a list that says no clear thing. */
    static LevelPlan of(Hierarchy before, List<WantedLevel> wanted) {
        if (wanted.isEmpty() || wanted.size() > MOST_LEVELS) {
            throw invalid("The list takes 1 to " + MOST_LEVELS + " levels, and got " + wanted.size() + ".");
        }
        refuseLikeNames(wanted);
        List<Kept> kept = new ArrayList<>();
        List<Made> made = new ArrayList<>();
        Set<Long> taken = new HashSet<>();
        for (int position = 0; position < wanted.size(); position++) {
            WantedLevel level = wanted.get(position);
            Optional<Level> origin = origin(before, level);
            if (origin.isEmpty()) {
                made.add(new Made(level.name(), position));
            } else if (taken.add(origin.get().id())) {
                kept.add(new Kept(origin.get(), level.name(), position));
            } else {
                throw invalid("The level \"" + origin.get().name() + "\" stands in the list twice.");
            }
        }
        List<Level> removed = before.levels().stream()
                .filter(level -> !taken.contains(level.id()))
                .toList();
        return new LevelPlan(kept, made, removed);
    }

    /** The pairs whose first level was above the second and no longer is. */
    List<Pair> noLongerAbove() {
        List<Pair> pairs = new ArrayList<>();
        for (Kept upper : kept) {
            for (Kept lower : kept) {
                if (upper.before().isAbove(lower.before()) && upper.position() > lower.position()) {
                    pairs.add(new Pair(upper.before(), lower.before()));
                }
            }
        }
        return pairs;
    }

    private static Optional<Level> origin(Hierarchy before, WantedLevel wanted) {
        if (wanted.id().isPresent()) {
            long id = wanted.id().get();
            return Optional.of(before.levels().stream()
                    .filter(level -> level.id() == id)
                    .findFirst()
                    .orElseThrow(() -> unknown("the id " + id)));
        }
        if (wanted.was().isPresent()) {
            String was = wanted.was().get();
            return Optional.of(byName(before, was).orElseThrow(() -> unknown("the name \"" + was + "\"")));
        }
        return byName(before, wanted.name());
    }

    private static Optional<Level> byName(Hierarchy before, String name) {
        return before.levels().stream()
                .filter(level -> level.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Names must differ as variables do, or {@code <level>_id} would mean two things. */
    private static void refuseLikeNames(List<WantedLevel> wanted) {
        Map<String, String> names = new HashMap<>();
        for (WantedLevel level : wanted) {
            String prefix = LevelVariables.prefix(level.name());
            String other = names.put(prefix, level.name());
            if (other != null) {
                throw invalid("The levels \"" + other + "\" and \"" + level.name() + "\" would share the variable "
                        + prefix + "_id. Give them names that differ in more.");
            }
            if (prefix.equals("_")) {
                throw invalid("The level \"" + level.name() + "\" needs a letter or a digit in its name.");
            }
        }
    }

    private static Refusal unknown(String which) {
        return new Refusal(ErrorCode.UNKNOWN_LEVEL, "levels", "There is no hierarchy level of " + which + ".");
    }

    private static Refusal invalid(String message) {
        return new Refusal(ErrorCode.INVALID_FIELD, "levels", message);
    }
}
