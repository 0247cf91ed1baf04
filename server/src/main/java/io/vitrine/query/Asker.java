package io.vitrine.query;

/** Whoever waits for rows, and may go away before they are there. */
@FunctionalInterface
public interface Asker {
    /**
     * Does a thing, once, when the asker goes away, or at once where it is gone already. The thing must not block.
     *
     * @return what ends the look-out; to be called when the rows are there
     */
    Runnable whenGone(Runnable todo);

    /** One who waits whatever happens. */
    static Asker patient() {
        return _ -> () -> {};
    }
}
