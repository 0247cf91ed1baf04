package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.customer.CustomerDirectory.Creation;
import io.vitrine.database.DatabaseException;
import io.vitrine.database.Session;
import io.vitrine.database.SqlArray;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import io.vitrine.source.MappingCheck;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Makes customers that are not there yet. */
final class CustomerCreation {
    private final CustomerStore store;
    private final HierarchyStore hierarchies;
    private final CustomerTokens tokens;

    CustomerCreation(CustomerStore store, HierarchyStore hierarchies, CustomerTokens tokens) {
        this.store = store;
        this.hierarchies = hierarchies;
        this.tokens = tokens;
    }

    Creation getOrCreate(Session session, Caller caller, NewCustomer wanted) {
        Optional<ComputedCustomer> existing = store.findByProvidedId(session, caller, wanted.providedId());
        if (existing.isPresent()) {
            return new Creation(false, existing.get());
        }
        boolean isNew = insert(session, caller, wanted);
        ComputedCustomer customer = store.findByProvidedId(session, caller, wanted.providedId())
                .orElseThrow(CustomerRefusals::unknownCustomer);
        return new Creation(isNew, customer);
    }

    /** Whether the row is ours; another call may have made it in the meantime. */
    private boolean insert(Session session, Caller caller, NewCustomer wanted) {
        List<Long> tags = GroupTags.ids(session, caller, wanted.groupTags());
        Optional<Customer> parent =
                wanted.parentProvidedId().filter(id -> !id.isEmpty()).map(id -> lockedParent(session, caller, id));
        Hierarchy hierarchy =
                parent.isPresent() ? hierarchies.readLocked(session, caller) : hierarchies.read(session, caller);
        Level level = level(wanted, hierarchy);
        Hierarchy.checkPlace(level, parent.map(Customer::level).map(hierarchy::current), Optional.empty());
        ObjectNode mapping = wanted.mapping()
                .map(given -> MappingCheck.resolve(session, caller, given, "mapping"))
                .orElseGet(Json::object);
        String token = wanted.token().orElseGet(tokens::make);
        try {
            return insert(session, caller, wanted, tags, parent, level, mapping, token);
        } catch (DatabaseException e) {
            if (e.isUniqueViolation() && wanted.token().isPresent()) {
                throw new Refusal(ErrorCode.ALREADY_EXISTS, "token", "Another customer has this token already.");
            }
            throw e.isForeignKeyViolation() ? levelGone(level) : e;
        }
    }

    private boolean insert(
            Session session,
            Caller caller,
            NewCustomer wanted,
            List<Long> tags,
            Optional<Customer> parent,
            Level level,
            ObjectNode mapping,
            String token) {
        return session.one(
                INSERT,
                row -> row.bool("created"),
                caller.visibilityGroupId(),
                wanted.providedId(),
                wanted.name().orElse(wanted.providedId()),
                level.id(),
                parent.map(Customer::id),
                wanted.isDemoGroup(),
                wanted.properties().map(Json::write).orElse("{}"),
                Json.write(mapping),
                wanted.emails(),
                new SqlArray("bigint", tags.toArray()),
                tokens.hash(token),
                tokens.seal(token),
                caller.actor());
    }

    private static Refusal levelGone(Level level) {
        return new Refusal(
                ErrorCode.UNKNOWN_LEVEL,
                "hierarchy_level_name",
                "The hierarchy level \"" + level.name() + "\" was removed at this very moment.");
    }

    /** The level that the call names, or the highest; a customer with a parent must name one. */
    static Level level(NewCustomer wanted, Hierarchy hierarchy) {
        if (wanted.parentProvidedId().isPresent() && wanted.hierarchyLevelName().isEmpty()) {
            throw new Refusal(
                    ErrorCode.MISSING_FIELD,
                    "hierarchy_level_name",
                    "A customer with a parent needs hierarchy_level_name: without it the customer goes to the highest"
                            + " level, \"" + hierarchy.root().name() + "\", where it cannot have a parent.");
        }
        return wanted.hierarchyLevelName().map(hierarchy::named).orElseGet(hierarchy::root);
    }

    private Customer lockedParent(Session session, Caller caller, String providedId) {
        session.list(
                "select id from customer where visibility_group_id = ? and provided_id = ? for share",
                row -> row.number("id"),
                caller.visibilityGroupId(),
                providedId);
        return store.findByProvidedId(session, caller, providedId)
                .orElseThrow(() -> CustomerRefusals.unknownParent(providedId))
                .customer();
    }

    /** A whole row as the history keeps it. */
    static final String WHOLE_ROW = """
            json_build_object(
              'provided_id', provided_id, 'name', name, 'properties', properties, 'mapping', mapping,
              'is_demo_group', is_demo_group, 'emails', emails, 'group_tag_ids', group_tag_ids,
              'level_id', level_id, 'parent_id', parent_id)""";

    private static final String INSERT = """
            with created as (
              insert into customer (visibility_group_id, provided_id, name, level_id, parent_id, is_demo_group,
                                    properties, mapping, emails, group_tag_ids, token_hash, sealed_token)
              values (?, ?, ?, ?, ?::bigint, ?, ?::json, ?::json, email_set(?::text[], '{}', '{}'), ?, ?, ?)
              on conflict (visibility_group_id, provided_id) do nothing
              returning *
            ), recorded as (
              insert into customer_change (customer_id, version, visibility_group_id, action, actor, after)
              select id, version, visibility_group_id, 'create', ?, %s
              from created
            )
            select exists (select from created) as created""".formatted(WHOLE_ROW);
}
