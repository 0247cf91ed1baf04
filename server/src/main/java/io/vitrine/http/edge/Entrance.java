package io.vitrine.http.edge;

/** Where requests come in: each is let in, or turned away from its head alone. */
@FunctionalInterface
public interface Entrance {
    /**
     * Decides about a request. Called on the thread that reads from the network, before any other is given to the
     * request, so that an overloaded server can still say so at once: it must not wait, and not read the body.
     */
    Entry enter(Request request);

    /** What becomes of a request. */
    sealed interface Entry {
        /** Answered as it is. */
        record TurnedAway(Reply.Whole reply) implements Entry {}

        /**
         * Answered on a thread of its own.
         *
         * @param done runs once it is answered, or failed to be
         */
        record LetIn(Endpoint endpoint, Runnable done) implements Entry {}
    }

    /** Lets everything in. */
    static Entrance open(Endpoint endpoint) {
        return request -> new Entry.LetIn(endpoint, () -> {});
    }
}
