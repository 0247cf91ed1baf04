package io.vitrine.query;

import io.vitrine.database.Session;
import io.vitrine.query.template.VariableCatalog;

/** The variables that a team's levels and customers define, before any dashboard declares its own. */
final class TeamVariables {
    /** How many customers are asked for their property keys, which messages suggest. */
    private static final int SAMPLE = 200;

    private TeamVariables() {}

    /** Of the team that a data visibility group belongs to. */
    static VariableCatalog ofGroup(Session session, long visibilityGroupId) {
        return VariableCatalog.ofLevels(session.list("""
                select l.name from hierarchy_level l join visibility_group g on g.team_id = l.team_id
                where g.id = ? order by l.position""", row -> row.text("name"), visibilityGroupId));
    }

    /** Of a team, with the property keys that its youngest customers have. */
    static VariableCatalog ofTeam(Session session, long teamId) {
        return VariableCatalog.ofLevels(session.list(
                        "select name from hierarchy_level where team_id = ? order by position",
                        row -> row.text("name"),
                        teamId))
                .withPropertyKeys(session.list("""
                        select distinct key from (
                          select c.properties from visibility_group g
                            cross join lateral (
                              select properties from customer where visibility_group_id = g.id
                              order by created_at desc, id desc limit ?) c
                          where g.team_id = ?) sample, json_object_keys(properties) key
                        order by key limit 100""", row -> row.text("key"), SAMPLE, teamId));
    }
}
