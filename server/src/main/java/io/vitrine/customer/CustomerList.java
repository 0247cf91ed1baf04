package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists the customers of a group in the order of their creation, part by part.
 *
 * <p>A part costs what it holds, wherever in the list it begins: the place is found in the index, not counted to.
 */
final class CustomerList {
    private static final int COUNTED_TO = 10_000;

    private final CustomerStore customers;
    private final HierarchyStore hierarchies;

    CustomerList(CustomerStore customers, HierarchyStore hierarchies) {
        this.customers = customers;
        this.hierarchies = hierarchies;
    }

    CustomerPage page(Session session, Caller caller, CustomerSearch search, Optional<Cursor> after, int limit) {
        Conditions conditions = conditions(session, caller, search);
        after.ifPresent(cursor -> conditions.add("(c.created_at, c.id) > (?, ?)", cursor.createdAt(), cursor.id()));
        List<Cursor> places = session.list(
                "select c.created_at, c.id from customer c where " + conditions.sql()
                        + " order by c.created_at, c.id limit ?",
                row -> new Cursor(row.instant("created_at"), row.number("id")),
                conditions.parametersAnd(limit + 1));
        boolean more = places.size() > limit;
        List<Cursor> shown = more ? places.subList(0, limit) : places;
        return new CustomerPage(
                customers.findByIds(session, shown.stream().map(Cursor::id).toList()),
                more ? Optional.of(shown.getLast()) : Optional.empty());
    }

    /** Counts: from the tally where level and group alone decide, else row by row up to a bound. */
    CustomerCount count(Session session, Caller caller, CustomerSearch search) {
        boolean tallied = search.equals(new CustomerSearch(
                Optional.empty(),
                Optional.empty(),
                search.hierarchyLevelName(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        if (tallied) {
            Optional<Long> level = search.hierarchyLevelName()
                    .map(name -> hierarchies.read(session, caller).named(name).id());
            return new CustomerCount(
                    session.one("""
                            select coalesce(sum(customers), 0)::bigint as n from customer_tally
                            where visibility_group_id = ? and (?::bigint is null or level_id = ?::bigint)""", row -> row.number("n"), caller.visibilityGroupId(), level, level), true);
        }
        Conditions conditions = conditions(session, caller, search);
        long counted = session.one(
                "select count(*) as n from (select from customer c where " + conditions.sql() + " limit ?) found",
                row -> row.number("n"),
                conditions.parametersAnd(COUNTED_TO + 1));
        return new CustomerCount(Math.min(counted, COUNTED_TO), counted <= COUNTED_TO);
    }

    private Conditions conditions(Session session, Caller caller, CustomerSearch search) {
        Conditions conditions = new Conditions();
        conditions.add("c.visibility_group_id = ?", caller.visibilityGroupId());
        search.text()
                .ifPresent(text -> conditions.add(
                        "customer_search_text(c.name, c.provided_id, c.emails) like lower(?)",
                        "%" + text.replaceAll("[\\\\%_]", "\\\\$0") + "%"));
        search.groupTag()
                .ifPresent(name -> conditions.add(
                        "c.group_tag_ids <> '{}' and c.group_tag_ids @> array[?::bigint]",
                        tagId(session, caller, name)));
        search.hierarchyLevelName()
                .ifPresent(name -> conditions.add(
                        "c.level_id = ?",
                        hierarchies.read(session, caller).named(name).id()));
        search.parentProvidedId()
                .ifPresent(id -> conditions.add("c.parent_id = ?", id(session, caller, id, "parent_provided_id")));
        if (search.roots()) {
            conditions.add("c.parent_id is null");
        }
        search.subtreeOf().ifPresent(id -> conditions.add("""
                c.id in (
                  with recursive below as (
                    select ?::bigint as id
                    union all
                    select child.id from below join customer child on child.parent_id = below.id
                  )
                  select id from below)""", id(session, caller, id, "subtree_of")));
        search.isDemoGroup().ifPresent(demo -> conditions.add(demo ? "c.is_demo_group" : "not c.is_demo_group"));
        search.modifiedSince().ifPresent(since -> conditions.add("""
                c.id in (select h.customer_id from customer_change h where h.at >= ? and h.visibility_group_id = ?)""", since, caller.visibilityGroupId()));
        return conditions;
    }

    private static long tagId(Session session, Caller caller, String name) {
        return session.first(
                        "select id from group_tag where team_id = ? and name = ?",
                        row -> row.number("id"),
                        caller.teamId(),
                        name)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.UNKNOWN_GROUP_TAG, "group_tag", "There is no group tag \"" + name + "\"."));
    }

    private static long id(Session session, Caller caller, String providedId, String parameter) {
        return session.first(
                        "select id from customer where visibility_group_id = ? and provided_id = ?",
                        row -> row.number("id"),
                        caller.visibilityGroupId(),
                        providedId)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.UNKNOWN_PARENT,
                        parameter,
                        "There is no customer \"" + providedId + "\" in the token's group."));
    }

    /** Conditions that all must hold, with their parameters in order. */
    private static final class Conditions {
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> parameters = new ArrayList<>();

        void add(String condition, Object... values) {
            conditions.add(condition);
            parameters.addAll(List.of(values));
        }

        String sql() {
            return String.join(" and ", conditions);
        }

        Object[] parametersAnd(Object last) {
            List<Object> all = new ArrayList<>(parameters);
            all.add(last);
            return all.toArray();
        }
    }
}
