package io.vitrine.dashboard;

/** What a writer says about the state that it means to replace. */
public sealed interface Precondition {
    /** Nothing was said. */
    record None() implements Precondition {}

    /** Whatever is there may be replaced. */
    record Any() implements Precondition {}

    /** Only this revision may be replaced. */
    record Revision(long revision) implements Precondition {}

    /** Whether a state of that revision may be replaced by a writer who need not say anything. */
    default boolean allows(long current) {
        return switch (this) {
            case None _, Any _ -> true;
            case Revision(long revision) -> revision == current;
        };
    }
}
