package io.vitrine.customer;

import static io.vitrine.database.SqlArray.column;

import io.vitrine.access.Caller;
import io.vitrine.customer.BulkLine.Result;
import io.vitrine.database.Session;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import io.vitrine.source.MappingCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The statement that creates many customers, with their history rows, in one round trip. */
final class CustomerInsertStatement {
    private final HierarchyStore hierarchies;
    private final CustomerTokens tokens;

    CustomerInsertStatement(HierarchyStore hierarchies, CustomerTokens tokens) {
        this.hierarchies = hierarchies;
        this.tokens = tokens;
    }

    private record Ready(
            NewCustomer wanted,
            String token,
            long levelId,
            @Nullable Long parentId,
            String mapping,
            String tagIds) {}

    /**
     * Creates those that can be created, in the transaction of the session.
     *
     * @return for each one its result; absent where a customer of that id came in between and is to be updated
     */
    List<Optional<Result>> run(Session session, Caller caller, List<NewCustomer> wanted) {
        Lookups lookups = Lookups.read(session, caller, hierarchies, wanted);
        Refusal[] refusals = new Refusal[wanted.size()];
        List<Ready> ready = new ArrayList<>(wanted.size());
        for (int i = 0; i < refusals.length; i++) {
            try {
                ready.add(prepare(session, caller, lookups, wanted.get(i)));
            } catch (Refusal refusal) {
                refusals[i] = refusal;
            }
        }
        Set<String> created = ready.isEmpty() ? Set.of() : insert(session, caller, ready);
        List<Optional<Result>> results = new ArrayList<>(wanted.size());
        for (int i = 0; i < refusals.length; i++) {
            String id = wanted.get(i).providedId();
            Refusal refusal = refusals[i];
            if (refusal != null) {
                results.add(Optional.of(new Result.Refused(refusal)));
            } else {
                results.add(created.contains(id) ? Optional.of(new Result.Done(id, true)) : Optional.empty());
            }
        }
        return results;
    }

    private Ready prepare(Session session, Caller caller, Lookups lookups, NewCustomer wanted) {
        Optional<Lookups.Parent> parent = wanted.parentProvidedId().map(lookups::parent);
        Level level = CustomerCreation.level(wanted, lookups.hierarchy());
        Hierarchy.checkPlace(level, parent.map(Lookups.Parent::level), Optional.empty());
        return new Ready(
                wanted,
                wanted.token().orElseGet(tokens::make),
                level.id(),
                parent.map(Lookups.Parent::id).orElse(null),
                wanted.mapping()
                        .map(mapping -> lookups.mapping(session, caller, mapping))
                        .orElse("{}"),
                lookups.tagIds(wanted.groupTags()));
    }

    private Set<String> insert(Session session, Caller caller, List<Ready> rows) {
        return new HashSet<>(session.list(
                SQL,
                row -> row.text("provided_id"),
                caller.visibilityGroupId(),
                column("text", rows, row -> row.wanted().providedId()),
                column(
                        "text",
                        rows,
                        row -> row.wanted().name().orElse(row.wanted().providedId())),
                column("bigint", rows, Ready::levelId),
                column("bigint", rows, Ready::parentId),
                column("boolean", rows, row -> row.wanted().isDemoGroup()),
                column(
                        "text",
                        rows,
                        row -> row.wanted().properties().map(Json::write).orElse("{}")),
                column("text", rows, Ready::mapping),
                column("text", rows, row -> CustomerChange.joined(row.wanted().emails())),
                column("text", rows, Ready::tagIds),
                column("bytea", rows, row -> tokens.hash(row.token())),
                column("bytea", rows, row -> tokens.seal(row.token())),
                caller.actor()));
    }

    private static final String SQL = """
            with created as (
              insert into customer (visibility_group_id, provided_id, name, level_id, parent_id, is_demo_group,
                                    properties, mapping, emails, group_tag_ids, token_hash, sealed_token)
              select ?, i.provided_id, i.name, i.level_id, i.parent_id, i.is_demo_group, i.properties::json,
                i.mapping::json,
                case when i.emails = '' then '{}'
                  when strpos(i.emails, e'\\x1f') = 0 then array[i.emails]
                  else email_set(string_to_array(i.emails, e'\\x1f'), '{}', '{}') end,
                i.group_tag_ids::bigint[], i.token_hash, i.sealed_token
              from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::boolean[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::bytea[], ?::bytea[])
                with ordinality as i(provided_id, name, level_id, parent_id, is_demo_group, properties, mapping,
                                     emails, group_tag_ids, token_hash, sealed_token, n)
              order by i.n
              on conflict (visibility_group_id, provided_id) do nothing
              returning *
            ), recorded as (
              insert into customer_change (customer_id, version, visibility_group_id, action, actor, after)
              select id, version, visibility_group_id, 'create', ?, %s from created
            )
            select provided_id from created""".formatted(CustomerCreation.WHOLE_ROW);

    /** What the rows of one statement refer to, read once for all of them. */
    private record Lookups(
            Hierarchy hierarchy, Map<String, Parent> parents, Map<String, Long> tags, Map<String, String> mappings) {
        record Parent(long id, Level level) {}

        static Lookups read(Session session, Caller caller, HierarchyStore hierarchies, List<NewCustomer> wanted) {
            List<String> parentIds = wanted.stream()
                    .flatMap(customer -> customer.parentProvidedId().stream())
                    .distinct()
                    .toList();
            Map<String, Parent> parents = new HashMap<>();
            if (!parentIds.isEmpty()) {
                session.list(
                        """
                        select c.provided_id, c.id, l.id as level_id, l.position as level_position, l.name as level_name
                        from customer c join hierarchy_level l on l.id = c.level_id
                        where c.visibility_group_id = ? and c.provided_id = any(?)
                        order by c.provided_id for share of c""",
                        row -> parents.put(
                                row.text("provided_id"), new Parent(row.number("id"), CustomerStore.level(row))),
                        caller.visibilityGroupId(),
                        parentIds);
            }
            List<String> tagNames = wanted.stream()
                    .flatMap(customer -> customer.groupTags().stream())
                    .distinct()
                    .toList();
            Map<String, Long> tags = new HashMap<>();
            if (!tagNames.isEmpty()) {
                session.list(
                        "select id, name from group_tag where team_id = ? and name = any(?)",
                        row -> tags.put(row.text("name"), row.number("id")),
                        caller.teamId(),
                        tagNames);
            }
            Hierarchy hierarchy =
                    parentIds.isEmpty() ? hierarchies.read(session, caller) : hierarchies.readLocked(session, caller);
            return new Lookups(hierarchy, parents, tags, new HashMap<>());
        }

        Parent parent(String providedId) {
            Parent parent = parents.get(providedId);
            if (parent == null) {
                throw CustomerRefusals.unknownParent(providedId);
            }
            return parent;
        }

        /** The tags' ids as the text of a {@code bigint[]}. */
        String tagIds(List<String> names) {
            Set<String> ids = new java.util.LinkedHashSet<>();
            List<String> unknown = new ArrayList<>();
            for (String name : names) {
                Long id = tags.get(name);
                if (id == null) {
                    unknown.add('"' + name + '"');
                } else {
                    ids.add(Long.toString(id));
                }
            }
            if (!unknown.isEmpty()) {
                throw CustomerRefusals.unknownGroupTags(String.join(", ", unknown));
            }
            return '{' + String.join(",", ids) + '}';
        }

        /** The resolved mapping as JSON text; the same mapping is resolved once. */
        String mapping(Session session, Caller caller, ObjectNode given) {
            String text = Json.write(given);
            String known = mappings.get(text);
            if (known != null) {
                return known;
            }
            String resolved = Json.write(MappingCheck.resolve(session, caller, given, "mapping"));
            mappings.put(text, resolved);
            return resolved;
        }
    }
}
