package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Session;

/** Counts customers without reading them: from the tally that triggers keep, and the index of demo customers. */
final class UsageCount {
    Usage ofGroup(Session session, Caller caller) {
        return new Usage(session.list(
                SQL.formatted("= ?"),
                row -> new Usage.LevelUsage(row.text("name"), row.number("customers"), row.number("demo")),
                caller.visibilityGroupId(),
                caller.visibilityGroupId(),
                caller.teamId()));
    }

    Usage ofTeam(Session session, Caller caller) {
        return new Usage(session.list(
                SQL.formatted("in (select id from visibility_group where team_id = ?)"),
                row -> new Usage.LevelUsage(row.text("name"), row.number("customers"), row.number("demo")),
                caller.teamId(),
                caller.teamId(),
                caller.teamId()));
    }

    private static final String SQL = """
            select l.name, coalesce(t.customers, 0)::bigint as customers, coalesce(d.demo, 0) as demo
            from hierarchy_level l
              left join (select level_id, sum(customers) as customers from customer_tally
                         where visibility_group_id %1$s group by level_id) t on t.level_id = l.id
              left join (select level_id, count(*) as demo from customer
                         where is_demo_group and visibility_group_id %1$s group by level_id) d on d.level_id = l.id
            where l.team_id = ?
            order by l.position""";
}
