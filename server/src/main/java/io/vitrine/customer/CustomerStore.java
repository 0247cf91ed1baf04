package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Row;
import io.vitrine.database.RowMapper;
import io.vitrine.database.Session;
import io.vitrine.database.SqlArray;
import io.vitrine.json.JsonObjectText;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

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
        return lines(
                session,
                keys,
                row -> new Key(row.number("visibility_group_id"), row.text("provided_id")),
                """
                unnest((select ?::bigint[]), (select ?::text[])) as k(visibility_group_id, provided_id)
                join customer c on c.visibility_group_id = k.visibility_group_id and c.provided_id = k.provided_id""",
                SqlArray.column("bigint", keys, Key::visibilityGroupId),
                SqlArray.column("text", keys, Key::providedId));
    }

    /** The customers that these customer tokens stand for, in whichever group, in the order of the tokens. */
    List<Optional<CustomerView>> findByTokens(Session session, List<String> wanted) {
        List<ByteBuffer> hashes =
                wanted.stream().map(tokens::hash).map(ByteBuffer::wrap).toList();
        return lines(
                session,
                hashes,
                row -> ByteBuffer.wrap(row.bytes("token_hash")),
                "unnest((select ?::bytea[])) as k(hash) join customer c on c.token_hash = k.hash",
                SqlArray.column("bytea", hashes, ByteBuffer::array));
    }

    /** The customers of these internal ids, in the order of the ids; those that are gone are left out. */
    List<ComputedCustomer> findByIds(Session session, Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : findEachById(session, List.copyOf(ids)).stream()
                        .flatMap(Optional::stream)
                        .map(CustomerView::customer)
                        .toList();
    }

    /** The customers of these internal ids, with their ancestors, in the order of the ids. */
    List<Optional<CustomerView>> findEachById(Session session, List<Long> ids) {
        return lines(
                session,
                ids,
                row -> row.number("id"),
                "unnest((select ?::bigint[])) as k(id) join customer c on c.id = k.id",
                ids);
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
     * Customers with their ancestors, in the order of their keys. Those who are asked for together often have ancestors in
     * common, which are read once.
     *
     * <p>PostgreSQL cannot know how few rows it will be, and would rather read the whole table than follow an index a
     * thousand times; {@code offset 0} has it read row by row. The keys stand in a {@code select} of their own, where the
     * planner does not see them: it would plan anew for every few keys, which takes longer than to read the rows.
     *
     * @param keyOf the key of a customer, in a row that has {@link #COLUMNS} and the hash of its token
     * @param wanted what to read, as the rows {@code c} of customers
     */
    private <K> List<Optional<CustomerView>> lines(
            Session session, List<K> keys, RowMapper<K> keyOf, String wanted, Object... parameters) {
        record Member<K>(K key, Customer customer, long setupVersion) {}
        List<Member<K>> members = session.list(
                """
                with recursive line as (
                  select c.id, c.parent_id from %s
                  union
                  select p.id, p.parent_id
                  from line cross join lateral (select * from customer c where c.id = line.parent_id offset 0) p
                )
                select (select version from setup) as setup_version, c.token_hash, %s
                from line cross join lateral (select * from customer c where c.id = line.id offset 0) c""".formatted(wanted, COLUMNS),
                row -> new Member<>(keyOf.map(row), customer(session, row), row.number("setup_version")),
                parameters);
        Map<Long, Customer> byId = HashMap.newHashMap(members.size());
        Map<K, Member<K>> byKey = HashMap.newHashMap(members.size());
        for (Member<K> member : members) {
            byId.put(member.customer().id(), member.customer());
            byKey.put(member.key(), member);
        }
        return keys.stream()
                .map(key -> Optional.ofNullable(byKey.get(key))
                        .map(found -> new CustomerView(
                                new ComputedCustomer(found.customer(), ancestors(found.customer(), byId)),
                                found.setupVersion())))
                .toList();
    }

    private static List<Customer> ancestors(Customer customer, Map<Long, Customer> byId) {
        List<Customer> ancestors = new ArrayList<>();
        for (OptionalLong parent = customer.parentId(); parent.isPresent(); ) {
            Customer next = Objects.requireNonNull(byId.get(parent.getAsLong()), "a parent that is not there");
            ancestors.add(next);
            parent = next.parentId();
        }
        return ancestors;
    }
}
