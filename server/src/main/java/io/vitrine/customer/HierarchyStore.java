package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Session;

/** Reads a team's levels. */
final class HierarchyStore {
    /** The levels as they are now. */
    Hierarchy read(Session session, Caller caller) {
        return new Hierarchy(session.list(SELECT, CustomerStore::level, caller.teamId()));
    }

    /** The levels, which nobody can reorder until the transaction ends. */
    Hierarchy readLocked(Session session, Caller caller) {
        return new Hierarchy(session.list(SELECT + " for share", CustomerStore::level, caller.teamId()));
    }

    private static final String SELECT = """
            select id as level_id, position as level_position, name as level_name
            from hierarchy_level where team_id = ? order by position""";
}
