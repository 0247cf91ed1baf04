package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Session;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import io.vitrine.json.MergePatch;
import io.vitrine.source.MappingCheck;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides under locks what one row alone cannot: level and parent, patches of what is there, data sources of a mapping.
 *
 * <p>The customer is locked against every other writer, its parent against a change of level. Whoever changes a child
 * locks the parent in turn, so the rule of the levels holds however the writers meet.
 */
final class CustomerPlacement {
    private final CustomerStore store;
    private final HierarchyStore hierarchies;

    CustomerPlacement(CustomerStore store, HierarchyStore hierarchies) {
        this.store = store;
        this.hierarchies = hierarchies;
    }

    /** The change, decided; the locks stay until the session's transaction ends. */
    CustomerChange decide(Session session, Caller caller, CustomerUpdate update) {
        Optional<String> newParent = update.parentProvidedId().filter(id -> !id.isEmpty());
        Optional<String> parentToLock = update.parentProvidedId().isEmpty()
                        && update.hierarchyLevelName().isPresent()
                ? parentOf(session, caller, update.providedId())
                : newParent;
        lockInOrder(session, caller, update.providedId(), parentToLock);
        Customer current = store.findByProvidedId(session, caller, update.providedId())
                .orElseThrow(CustomerRefusals::unknownCustomer)
                .customer();
        if (update.expectedVersion().isPresent() && update.expectedVersion().getAsLong() != current.version()) {
            throw CustomerRefusals.otherVersion(current.version());
        }
        return new CustomerChange(
                caller,
                update,
                properties(update, current).map(Json::write),
                mapping(session, caller, update, current).map(Json::write),
                update.groupTags().map(names -> CustomerChange.Tags.read(GroupTags.ids(session, caller, names))),
                true,
                moves(update) ? Optional.of(place(session, caller, update, current, newParent)) : Optional.empty());
    }

    private static boolean moves(CustomerUpdate update) {
        return update.hierarchyLevelName().isPresent()
                || update.parentProvidedId().isPresent();
    }

    private static Optional<ObjectNode> properties(CustomerUpdate update, Customer current) {
        return update.propertiesPatch()
                .map(patch -> MergePatch.apply(current.properties().node(), patch))
                .or(update::properties);
    }

    private static Optional<ObjectNode> mapping(
            Session session, Caller caller, CustomerUpdate update, Customer current) {
        if (update.mapping().isPresent()) {
            return update.mapping().map(mapping -> MappingCheck.resolve(session, caller, mapping, "mapping"));
        }
        return update.mappingPatch()
                .map(patch -> MergePatch.apply(current.mapping().node(), patch))
                .map(mapping -> MappingCheck.resolve(session, caller, mapping, "mapping_patch"));
    }

    private CustomerChange.Place place(
            Session session, Caller caller, CustomerUpdate update, Customer current, Optional<String> newParent) {
        Hierarchy hierarchy = hierarchies.readLocked(session, caller);
        // The customer was read before the levels were locked; they may have been reordered since.
        Level level =
                update.hierarchyLevelName().map(hierarchy::named).orElseGet(() -> hierarchy.current(current.level()));
        Optional<Customer> parent = update.parentProvidedId().isPresent()
                ? newParent.map(id -> parent(session, caller, id))
                : currentParent(session, current);
        Hierarchy.checkPlace(level, parent.map(Customer::level), store.highestChildLevel(session, current.id()));
        return new CustomerChange.Place(
                level.id(), parent.map(p -> OptionalLong.of(p.id())).orElse(OptionalLong.empty()));
    }

    private Customer parent(Session session, Caller caller, String providedId) throws Refusal {
        return store.findByProvidedId(session, caller, providedId)
                .orElseThrow(() -> CustomerRefusals.unknownParent(providedId))
                .customer();
    }

    private Optional<Customer> currentParent(Session session, Customer current) {
        if (current.parentId().isEmpty()) {
            return Optional.empty();
        }
        long id = current.parentId().getAsLong();
        session.list("select id from customer where id = ? for share", row -> row.number("id"), id);
        return store.findAlone(session, id);
    }

    /** The present parent, read without a lock so that it can be locked in its turn; {@link #currentParent} checks. */
    private static Optional<String> parentOf(Session session, Caller caller, String providedId) {
        return session.first("""
                select p.provided_id from customer c join customer p on p.id = c.parent_id
                where c.visibility_group_id = ? and c.provided_id = ?""", row -> row.text("provided_id"), caller.visibilityGroupId(), providedId);
    }

    private static void lockInOrder(Session session, Caller caller, String providedId, Optional<String> parent) {
        List<String> ids = Stream.concat(Stream.of(providedId), parent.stream())
                .distinct()
                .sorted()
                .toList();
        for (String id : ids) {
            session.list(
                    "select id from customer where visibility_group_id = ? and provided_id = ? "
                            + (id.equals(providedId) ? "for update" : "for share"),
                    row -> row.number("id"),
                    caller.visibilityGroupId(),
                    id);
        }
    }
}
