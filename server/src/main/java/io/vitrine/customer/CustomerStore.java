package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.database.SqlArray;
import io.vitrine.json.JsonObjectText;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Reads customers, alone or with their ancestors, in one round trip each.
 *
 * <p>The tree is walked through {@code parent_id} at every read; nothing computed is stored, so an update of an
 * ancestor shows at once and costs what an update of a leaf costs.
 */
final class CustomerStore {
    /** Columns of {@code c}, and the version of the vocabulary in which its ids have names. */
    static final String COLUMNS = """
            c.id, c.visibility_group_id, c.sealed_token, c.provided_id, c.name, c.level_id, c.parent_id,
            c.is_demo_group, c.properties, c.mapping, c.emails, c.group_tag_ids, c.version, c.created_at, c.updated_at,
            (select version from vocabulary) as vocabulary_version""";

    private final CustomerTokens tokens;
    private final Vocabularies vocabularies;

    CustomerStore(CustomerTokens tokens, Vocabularies vocabularies) {
        this.tokens = tokens;
        this.vocabularies = vocabularies;
    }

    /** Which customer: an id is unique in its data visibility group. */
    record Key(long visibilityGroupId, String providedId) {
        static Key of(Caller caller, String providedId) {
            return new Key(caller.visibilityGroupId(), providedId);
        }
    }

    /** The customer of that id in the caller's group, with its ancestors. */
    Optional<ComputedCustomer> findByProvidedId(Session session, Caller caller, String providedId) {
        return find(session, List.of(Key.of(caller, providedId))).getFirst().map(CustomerView::customer);
    }

    /** The customers of these keys, with their ancestors, in the order of the keys. */
    List<Optional<CustomerView>> find(Session session, List<Key> keys) {
        Map<Long, CustomerView> found = lines(
                session,
                """
                unnest(?::bigint[], ?::text[]) with ordinality as k(visibility_group_id, provided_id, n)
                join customer c on c.visibility_group_id = k.visibility_group_id and c.provided_id = k.provided_id""",
                SqlArray.column("bigint", keys, Key::visibilityGroupId),
                SqlArray.column("text", keys, Key::providedId));
        return inOrder(found, keys.size());
    }

    /** The customers that these customer tokens stand for, in whichever group, in the order of the tokens. */
    List<Optional<CustomerView>> findByTokens(Session session, List<String> wanted) {
        Map<Long, CustomerView> found = lines(
                session,
                "unnest(?::bytea[]) with ordinality as k(hash, n) join customer c on c.token_hash = k.hash",
                SqlArray.column("bytea", wanted, tokens::hash));
        return inOrder(found, wanted.size());
    }

    private static List<Optional<CustomerView>> inOrder(Map<Long, CustomerView> found, int wanted) {
        return LongStream.rangeClosed(1, wanted)
                .mapToObj(n -> Optional.ofNullable(found.get(n)))
                .toList();
    }

    /** The customers of these internal ids, in the order of the ids; those that are gone are left out. */
    List<ComputedCustomer> findByIds(Session session, Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : linesOfIds(session, ids).values().stream()
                        .map(CustomerView::customer)
                        .toList();
    }

    /** The customers of these internal ids, with their ancestors, in the order of the ids. */
    List<Optional<CustomerView>> findEachById(Session session, List<Long> ids) {
        return inOrder(linesOfIds(session, ids), ids.size());
    }

    private Map<Long, CustomerView> linesOfIds(Session session, Collection<Long> ids) {
        return lines(session, "unnest(?::bigint[]) with ordinality as k(id, n) join customer c on c.id = k.id", ids);
    }

    /** The row of that internal id, without its ancestors. */
    Optional<Customer> findAlone(Session session, long id) {
        return session.first(
                "select " + COLUMNS + " from customer c where c.id = ?", row -> customer(session, row), id);
    }

    /** The highest level among the children of a customer. */
    Optional<Level> highestChildLevel(Session session, long id) {
        return session.first("""
                select l.id as level_id, l.position as level_position, l.name as level_name
                from hierarchy_level l
                where exists (select from customer c where c.parent_id = ? and c.level_id = l.id)
                order by l.position limit 1""", CustomerStore::level, id);
    }

    /** The customer in a row that has {@link #COLUMNS}. */
    Customer customer(Session session, Row row) throws SQLException {
        Vocabulary vocabulary = vocabularies.at(session, row.number("vocabulary_version"));
        long visibilityGroupId = row.number("visibility_group_id");
        return new Customer(
                row.number("id"),
                visibilityGroupId,
                vocabulary.visibilityGroup(visibilityGroupId),
                new CustomerToken(row.bytes("sealed_token"), tokens),
                row.text("provided_id"),
                row.text("name"),
                vocabulary.level(row.number("level_id")),
                row.optionalNumber("parent_id"),
                row.bool("is_demo_group"),
                JsonObjectText.stored(row.text("properties")),
                JsonObjectText.stored(row.text("mapping")),
                row.texts("emails"),
                vocabulary.tagNames(row.numbers("group_tag_ids")),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    static Level level(Row row) throws SQLException {
        return new Level(row.number("level_id"), row.integer("level_position"), row.text("level_name"));
    }

    /**
     * Customers with their ancestors, by the place {@code n} at which they were asked for, in its order.
     *
     * @param wanted what to read: the rows {@code c} of customers, and for each the {@code n} of {@code k}
     */
    private Map<Long, CustomerView> lines(Session session, String wanted, Object... parameters) {
        record Member(long n, Customer customer, long setupVersion) {}
        List<Member> members = session.list(
                """
                with recursive line as (
                  select k.n, 0 as distance, c.* from %s
                  union all
                  select line.n, line.distance + 1, p.* from line join customer p on p.id = line.parent_id
                )
                select c.n, (select version from setup) as setup_version, %s from line c order by c.n, c.distance""".formatted(wanted, COLUMNS),
                row -> new Member(row.number("n"), customer(session, row), row.number("setup_version")),
                parameters);
        Map<Long, CustomerView> lines = new LinkedHashMap<>();
        for (int first = 0; first < members.size(); ) {
            long n = members.get(first).n();
            int end = first + 1;
            while (end < members.size() && members.get(end).n() == n) {
                end++;
            }
            List<Customer> line =
                    members.subList(first, end).stream().map(Member::customer).toList();
            ComputedCustomer computed = new ComputedCustomer(line.getFirst(), line.subList(1, line.size()));
            lines.put(n, new CustomerView(computed, members.get(first).setupVersion()));
            first = end;
        }
        return lines;
    }
}
