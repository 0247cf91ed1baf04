package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Session;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The customers that a list runs over, by internal ids: each kind is a range of one index in the order
 * {@code (created_at, id)}.
 */
sealed interface CustomerScope {
    /** All customers of a data visibility group. */
    record Everyone(long visibilityGroupId) implements CustomerScope {}

    /** Those of a group at one level. */
    record AtLevel(long visibilityGroupId, long levelId) implements CustomerScope {}

    /** The direct children of a customer, perhaps only those at one level. */
    record ChildrenOf(long parentId, OptionalLong levelId) implements CustomerScope {}

    /**
     * What a filter means to this caller; empty where it names a parent that is not there.
     *
     * @throws io.vitrine.error.Refusal with {@code UNKNOWN_LEVEL}
     */
    static Optional<CustomerScope> of(
            Session session, Caller caller, HierarchyStore hierarchies, CustomerFilter filter) {
        OptionalLong level = filter.levelName().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(hierarchies
                        .read(session, caller)
                        .named(filter.levelName().get())
                        .id());
        if (filter.parentProvidedId().isPresent()) {
            return session.first(
                    "select id from customer where visibility_group_id = ? and provided_id = ?",
                    row -> new ChildrenOf(row.number("id"), level),
                    caller.visibilityGroupId(),
                    filter.parentProvidedId().get());
        }
        long group = caller.visibilityGroupId();
        return Optional.of(level.isPresent() ? new AtLevel(group, level.getAsLong()) : new Everyone(group));
    }

    /** The condition on {@code customer c}; takes {@link #parameters()}. */
    default String condition() {
        return switch (this) {
            case Everyone everyone -> "c.visibility_group_id = ?";
            case AtLevel atLevel -> "c.visibility_group_id = ? and c.level_id = ?";
            case ChildrenOf children ->
                children.levelId().isPresent() ? "c.parent_id = ? and c.level_id = ?" : "c.parent_id = ?";
        };
    }

    /**
     * A query of one row: {@code total}, how many customers there are, and {@code disturbances}, which grows with every
     * one that leaves. Takes {@link #parameters()}.
     */
    default String tally() {
        return switch (this) {
            case Everyone everyone -> """
                    select coalesce(sum(customers), 0)::bigint as total, coalesce(sum(deleted), 0)::bigint as disturbances
                    from customer_tally where visibility_group_id = ?""";
            case AtLevel atLevel -> """
                    select coalesce(sum(customers), 0)::bigint as total,
                           coalesce(sum(deleted + moved_away), 0)::bigint as disturbances
                    from customer_tally where visibility_group_id = ? and level_id = ?""";
            case ChildrenOf children ->
                "select count(*) as total, 0::bigint as disturbances from customer c where " + condition();
        };
    }

    /** What {@link #condition()} and {@link #tally()} take. */
    default List<Object> parameters() {
        return switch (this) {
            case Everyone everyone -> List.of(everyone.visibilityGroupId());
            case AtLevel atLevel -> List.of(atLevel.visibilityGroupId(), atLevel.levelId());
            case ChildrenOf children ->
                children.levelId().isPresent()
                        ? List.of(children.parentId(), children.levelId().getAsLong())
                        : List.of(children.parentId());
        };
    }
}
