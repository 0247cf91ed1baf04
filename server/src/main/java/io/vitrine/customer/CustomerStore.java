package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.json.Json;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads customers, alone or with their ancestors, in one round trip each.
 *
 * <p>The tree is walked through {@code parent_id} at every read; nothing computed is stored, so an update of an
 * ancestor shows at once and costs what an update of a leaf costs.
 */
final class CustomerStore {
    /** Columns of {@code c}, with the names that its ids stand for. */
    static final String COLUMNS = """
            c.id, c.visibility_group_id, g.name as visibility_group, c.sealed_token, c.provided_id, c.name,
            l.id as level_id, l.position as level_position, l.name as level_name, c.parent_id, c.is_demo_group,
            c.properties, c.mapping, c.emails, c.version, c.created_at, c.updated_at,
            case when c.group_tag_ids <> '{}' then
              (select array_agg(t.name order by x.place)
                 from unnest(c.group_tag_ids) with ordinality x(id, place) join group_tag t on t.id = x.id)
            end as group_tags""";

    private static final String JOINS = """
            join hierarchy_level l on l.id = c.level_id
            join visibility_group g on g.id = c.visibility_group_id""";

    private final CustomerTokens tokens;

    CustomerStore(CustomerTokens tokens) {
        this.tokens = tokens;
    }

    /** The customer of that id in the caller's group, with its ancestors. */
    Optional<ComputedCustomer> findByProvidedId(Session session, Caller caller, String providedId) {
        return chains(
                        session,
                        "c.visibility_group_id = ? and c.provided_id = ?",
                        caller.visibilityGroupId(),
                        providedId)
                .stream()
                .findFirst();
    }

    /** The customer that a customer token stands for, in whichever group. */
    Optional<ComputedCustomer> findByToken(Session session, String token) {
        return chains(session, "c.token_hash = ?", (Object) tokens.hash(token)).stream()
                .findFirst();
    }

    /** The customers of these internal ids, in the order of the ids. */
    List<ComputedCustomer> findByIds(Session session, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, ComputedCustomer> byId = new LinkedHashMap<>();
        for (ComputedCustomer computed : chains(session, "c.id = any(?)", ids)) {
            byId.put(computed.customer().id(), computed);
        }
        List<ComputedCustomer> ordered = new ArrayList<>(ids.size());
        for (Long id : ids) {
            ComputedCustomer computed = byId.get(id);
            if (computed != null) {
                ordered.add(computed);
            }
        }
        return ordered;
    }

    /** The row of that internal id, without its ancestors. */
    Optional<Customer> findAlone(Session session, long id) {
        return session.first("select " + COLUMNS + " from customer c " + JOINS + " where c.id = ?", this::customer, id);
    }

    /** The highest level among the children of a customer. */
    Optional<Level> highestChildLevel(Session session, long id) {
        return session.first("""
                select l.id as level_id, l.position as level_position, l.name as level_name
                from hierarchy_level l
                where exists (select from customer c where c.parent_id = ? and c.level_id = l.id)
                order by l.position limit 1""", CustomerStore::level, id);
    }

    Customer customer(Row row) throws SQLException {
        return new Customer(
                row.number("id"),
                row.number("visibility_group_id"),
                row.text("visibility_group"),
                tokens.open(row.bytes("sealed_token")),
                row.text("provided_id"),
                row.text("name"),
                level(row),
                row.optionalNumber("parent_id"),
                row.bool("is_demo_group"),
                Json.readStoredObject(row.text("properties")),
                Json.readStoredObject(row.text("mapping")),
                row.texts("emails"),
                row.texts("group_tags"),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    static Level level(Row row) throws SQLException {
        return new Level(row.number("level_id"), row.integer("level_position"), row.text("level_name"));
    }

    private List<ComputedCustomer> chains(Session session, String condition, Object... parameters) {
        record Link(long of, Customer customer) {}
        List<Link> links = session.list(
                """
                with recursive line as (
                  select c.id as of, 0 as distance, c.* from customer c where %s
                  union all
                  select line.of, line.distance + 1, p.* from line join customer p on p.id = line.parent_id
                )
                select c.of, %s from line c %s order by c.of, c.distance""".formatted(condition, COLUMNS, JOINS), row -> new Link(row.number("of"), customer(row)), parameters);
        Map<Long, List<Customer>> lines = new LinkedHashMap<>();
        for (Link link : links) {
            lines.computeIfAbsent(link.of(), ignored -> new ArrayList<>()).add(link.customer());
        }
        return lines.values().stream()
                .map(line -> new ComputedCustomer(line.getFirst(), line.subList(1, line.size())))
                .toList();
    }
}
