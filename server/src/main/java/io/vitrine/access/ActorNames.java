package io.vitrine.access;

/**
 * The part of a query that says what the member or API token behind a {@linkplain Caller#actor() recorded actor} is called
 * today.
 */
public final class ActorNames {
    /** Selects the name as {@code actor_name}: null for one that is gone, and for the system. */
    public static final String COLUMN = "coalesce(m.name, t.name) as actor_name";

    private ActorNames() {}

    /**
     * The joins that {@link #COLUMN} reads from; they take the aliases {@code m} and {@code t}.
     *
     * @param recorded alias of the table with the column {@code actor}
     */
    public static String joins(String recorded) {
        return "left join api_token t on %1$s.actor = 'token:' || t.id left join member m on %1$s.actor = 'member:' || m.id"
                .formatted(recorded);
    }
}
