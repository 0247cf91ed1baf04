package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.InUse;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import java.sql.SQLException;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A team's list of levels: read it, or replace it as a whole.
 *
 * <p>A replacement locks the levels against every move of a customer, which locks them in share, so that the rule of the
 * tree holds whichever comes first.
 */
public final class Levels {
    private final HierarchyStore hierarchies = new HierarchyStore();

    /** The levels, highest first. */
    public Hierarchy get(Session session, Caller caller) {
        return hierarchies.read(session, caller);
    }

    /**
     * Replaces the list: levels that are named again keep their customers, others are made or go.
     *
     * @throws Refusal with {@code IN_USE} where a level would go that has customers, with {@code
     *     LEVEL_NOT_BELOW_PARENT} where the new order would put a parent not strictly above its child
     */
    public Hierarchy replace(Session session, Caller caller, List<WantedLevel> wanted) {
        // Two replacements at once: the second starts when the first is there to be seen.
        session.list("select id from team where id = ? for no key update", row -> true, caller.teamId());
        session.list(
                "select id from hierarchy_level where team_id = ? order by position for update",
                row -> true,
                caller.teamId());
        Hierarchy before = hierarchies.read(session, caller);
        LevelPlan plan = LevelPlan.of(before, wanted);
        plan.removed().forEach(level -> remove(session, level));
        refuseBrokenPairs(session, plan);
        write(session, caller, plan);
        Hierarchy after = hierarchies.read(session, caller);
        remember(session, caller, before, after);
        return after;
    }

    private static void remember(Session session, Caller caller, Hierarchy before, Hierarchy after) {
        if (!before.equals(after)) {
            session.update("""
                    insert into directory_change (team_id, subject, name, action, actor, before, after)
                    values (?, 'levels', 'levels', 'update', ?, ?::json, ?::json)""", caller.teamId(), caller.actor(), names(before), names(after));
        }
    }

    private static String names(Hierarchy hierarchy) {
        ObjectNode json = Json.object();
        ArrayNode names = json.putArray("levels");
        hierarchy.levels().forEach(level -> names.add(level.name()));
        return Json.write(json);
    }

    private static void remove(Session session, Level level) {
        List<String> customers = session.list(
                "select provided_id from customer where level_id = ? order by created_at, id limit ?",
                row -> row.text("provided_id"),
                level.id(),
                InUse.MOST_NAMED + 1);
        if (!customers.isEmpty()) {
            throw InUse.refusal("The level \"" + level.name() + "\" cannot go: it has", "customer", customers);
        }
        session.update("delete from customer_tally where level_id = ?", level.id());
        session.update("delete from hierarchy_level where id = ?", level.id());
    }

    /** Looks for customers only at the pairs of levels whose order changes: usually none. */
    private static void refuseBrokenPairs(Session session, LevelPlan plan) {
        for (LevelPlan.Pair pair : plan.noLongerAbove()) {
            session.first("""
                    select p.provided_id as parent, c.provided_id as child
                    from customer c join customer p on p.id = c.parent_id
                    where c.level_id = ? and p.level_id = ? limit 1""", Family::of, pair.lower().id(), pair.upper().id()).ifPresent(family -> {
                throw new Refusal(
                        ErrorCode.LEVEL_NOT_BELOW_PARENT,
                        "levels",
                        "\"" + pair.upper().name() + "\" must stay above \""
                                + pair.lower().name() + "\": the customer \"" + family.parent()
                                + "\" is the parent of \"" + family.child() + "\".");
            });
        }
    }

    private static void write(Session session, Caller caller, LevelPlan plan) {
        // Names are unique at every moment, so what changes its name gets out of the way first.
        for (LevelPlan.Kept kept : plan.kept()) {
            if (!kept.name().equals(kept.before().name())) {
                session.update(
                        "update hierarchy_level set name = ? where id = ?",
                        "renamed " + kept.before().id() + " " + System.nanoTime(),
                        kept.before().id());
            }
        }
        for (LevelPlan.Kept kept : plan.kept()) {
            session.update(
                    "update hierarchy_level set name = ?, position = ? where id = ?",
                    kept.name(),
                    kept.position(),
                    kept.before().id());
        }
        for (LevelPlan.Made made : plan.made()) {
            session.update(
                    "insert into hierarchy_level (team_id, position, name) values (?, ?, ?)",
                    caller.teamId(),
                    made.position(),
                    made.name());
        }
    }

    private record Family(String parent, String child) {
        static Family of(Row row) throws SQLException {
            return new Family(row.text("parent"), row.text("child"));
        }
    }
}
