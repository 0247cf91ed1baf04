package io.vitrine.customer;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A team's levels, highest first, and the rule of the tree: a parent is at a strictly higher level than its child. */
public record Hierarchy(List<Level> levels) {
    public Hierarchy {
        levels =
                levels.stream().sorted(Comparator.comparingInt(Level::position)).toList();
    }

    /** The highest level, where customers go that name none. */
    public Level root() {
        return levels.getFirst();
    }

    /**
     * The level of that exact name.
     *
     * @throws Refusal with {@code UNKNOWN_LEVEL}, listing the levels that there are
     */
    public Level named(String name) {
        return levels.stream()
                .filter(level -> level.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.UNKNOWN_LEVEL,
                        "hierarchy_level_name",
                        "There is no hierarchy level \"" + name + "\". The levels are "
                                + levels.stream().map(Level::name).collect(Collectors.joining(", ")) + "."));
    }

    /** A level as it stands in this hierarchy, whatever position and name it had when it was read before. */
    public Level current(Level level) {
        return levels.stream()
                .filter(candidate -> candidate.id() == level.id())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the level " + level.name() + " is gone"));
    }

    /**
     * Refuses a place in the tree that would break the rule.
     *
     * @param level where the customer is to be
     * @param parent what is to be its parent
     * @param highestChild the highest level among its children
     * @throws Refusal with {@code LEVEL_NOT_BELOW_PARENT}
     */
    public static void checkPlace(Level level, Optional<Level> parent, Optional<Level> highestChild) {
        if (parent.isPresent() && !parent.get().isAbove(level)) {
            throw new Refusal(
                    ErrorCode.LEVEL_NOT_BELOW_PARENT,
                    "hierarchy_level_name",
                    "A customer at level \"" + level.name() + "\" cannot be a child of one at level \""
                            + parent.get().name()
                            + "\": a parent is at a strictly higher level. Give hierarchy_level_name a level below it.");
        }
        if (highestChild.isPresent() && !level.isAbove(highestChild.get())) {
            throw new Refusal(
                    ErrorCode.LEVEL_NOT_BELOW_PARENT,
                    "hierarchy_level_name",
                    "This customer has a child at level \"" + highestChild.get().name()
                            + "\", so it must stay strictly above it and cannot be at level \"" + level.name() + "\".");
        }
    }
}
