package io.vitrine.impact;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.List;

/** Looks up what the deletion of a thing of the team would touch. */
public final class Impact {
    /** What may be deleted. */
    public enum Subject {
        CUSTOMER,
        DASHBOARD,
        DATA_SOURCE,
        EMBED_SECRET,
        GROUP_TAG,
        LEVEL,
        MEMBER,
        SCHEMA,
        VISIBILITY_GROUP
    }

    /** What dashboard {@code d} is and shows: its draft, and the versions that environments show. */
    private static final String DEFINITIONS = """
            select w.definition from dashboard_draft w where w.dashboard_id = d.id
            union all
            select v.definition from publication p
              join dashboard_version v on v.dashboard_id = p.dashboard_id and v.version = p.version
            where p.dashboard_id = d.id""";

    private final Counting counting = new Counting();

    /**
     * What is touched, kinds without anything left out.
     *
     * @param name the id of data sources, embed secrets, schemas, groups and members; the name of tags and levels; embed
     *     id; provided id
     * @throws Refusal with {@code FORBIDDEN} for embed secrets and members, which only admins delete; {@code NOT_FOUND}
     *     where there is no such thing
     */
    public List<Affected> of(Session session, Caller caller, Subject subject, String name) {
        List<Affected> all = switch (subject) {
            case CUSTOMER -> customer(session, caller, name);
            case DASHBOARD -> dashboard(session, caller, name);
            case DATA_SOURCE -> dataSource(session, caller, name);
            case EMBED_SECRET -> embedSecret(session, caller, name);
            case GROUP_TAG -> groupTag(session, caller, name);
            case LEVEL -> level(session, caller, name);
            case MEMBER -> member(session, caller, name);
            case SCHEMA -> schema(session, caller, name);
            case VISIBILITY_GROUP -> visibilityGroup(session, caller, name);
        };
        return all.stream().filter(one -> one.count() > 0).toList();
    }

    private List<Affected> customer(Session session, Caller caller, String providedId) {
        long id = found(
                session,
                "select id from customer where visibility_group_id = ? and provided_id = ?",
                caller.visibilityGroupId(),
                providedId);
        return List.of(
                counting.count(session, "customers", true, "c.provided_id", "customer c where c.parent_id = ?", id),
                counting.count(session, "end_users", false, "e.provided_id", "end_user e where e.customer_id = ?", id),
                counting.count(
                        session, "portals", false, "p.dashboard_embed_id", "portal p where p.customer_id = ?", id));
    }

    private List<Affected> dashboard(Session session, Caller caller, String embedId) {
        long id =
                found(session, "select id from dashboard where team_id = ? and embed_id = ?", caller.teamId(), embedId);
        return List.of(
                counting.count(
                        session,
                        "environments",
                        false,
                        "e.name",
                        "publication p join environment e on e.id = p.environment_id where p.dashboard_id = ?",
                        id),
                counting.count(
                        session,
                        "portals",
                        false,
                        "c.provided_id",
                        "portal p join customer c on c.id = p.customer_id where p.dashboard_embed_id = ?",
                        embedId),
                counting.count(
                        session,
                        "dashboards",
                        false,
                        "d.name",
                        """
                        dashboard d where d.team_id = ? and d.id <> ? and exists (select from (%s) f
                          where jsonb_path_exists(f.definition::jsonb, '$.** ? (@ == $t)', jsonb_build_object('t', ?::text)))""".formatted(DEFINITIONS),
                        caller.teamId(),
                        id,
                        embedId));
    }

    private List<Affected> dataSource(Session session, Caller caller, String text) {
        long id = found(session, "select id from data_source where team_id = ? and id = ?", caller.teamId(), id(text));
        return List.of(
                counting.count(
                        session, "schemas", true, "s.name", "data_schema s where s.default_data_source_id = ?", id),
                counting.count(session, "customers", true, "c.provided_id", """
                        customer c join data_source_visibility_group l on l.visibility_group_id = c.visibility_group_id
                          join data_source s on s.id = l.data_source_id
                        where s.id = ? and c.mapping ->> s.schema_id::text = s.id::text""", id));
    }

    /** What may have been embedded with it: all that viewers of its group opened of late. */
    private List<Affected> embedSecret(Session session, Caller caller, String text) {
        caller.require(Permission.ADMINISTER);
        long group = found(
                session,
                "select g.id from embed_secret s join visibility_group g on g.id = s.visibility_group_id"
                        + " where g.team_id = ? and s.id = ?",
                caller.teamId(),
                id(text));
        return List.of(counting.count(session, "opened_dashboards", false, "o.name", """
                        (select coalesce(min(d.name), e.embed_id) as name
                         from embed_hour e left join dashboard d on d.embed_id = e.embed_id
                         where e.visibility_group_id = ? and e.hour >= now() - interval '1 day'
                         group by e.embed_id order by e.embed_id) o""", group));
    }

    private List<Affected> member(Session session, Caller caller, String text) {
        caller.require(Permission.ADMINISTER);
        long id = found(
                session,
                "select id from member where team_id = ? and id = ? and removed_at is null",
                caller.teamId(),
                id(text));
        return List.of(counting.count(
                session,
                "sessions",
                false,
                "s.address",
                "member_session s where s.member_id = ? and s.expires_at > now()",
                id));
    }

    private List<Affected> groupTag(Session session, Caller caller, String name) {
        long id = found(session, "select id from group_tag where team_id = ? and name = ?", caller.teamId(), name);
        return List.of(
                counting.count(
                        session,
                        "customers",
                        false,
                        "c.provided_id",
                        "customer c where c.group_tag_ids <> '{}' and c.group_tag_ids @> array[?::bigint]",
                        id),
                dashboardsThatName(session, caller, "group_tags", name));
    }

    private List<Affected> level(Session session, Caller caller, String name) {
        long id = found(
                session,
                "select id from hierarchy_level where team_id = ? and lower(name) = lower(?)",
                caller.teamId(),
                name);
        return List.of(
                counting.count(session, "customers", true, "c.provided_id", "customer c where c.level_id = ?", id),
                dashboardsThatName(session, caller, "levels", name));
    }

    private List<Affected> schema(Session session, Caller caller, String text) {
        long id = found(session, "select id from data_schema where team_id = ? and id = ?", caller.teamId(), id(text));
        return List.of(
                counting.count(session, "data_sources", true, "s.name", "data_source s where s.schema_id = ?", id),
                counting.count(session, "customers", false, "c.provided_id", """
                        customer c join visibility_group g on g.id = c.visibility_group_id
                        where g.team_id = ? and c.mapping ->> ? is not null""", caller.teamId(), Long.toString(id)),
                counting.count(
                        session, "dashboards", false, "d.name", """
                        dashboard d where d.team_id = ? and exists (select from (%s) f where jsonb_path_exists(
                          f.definition::jsonb, '$.datasets[*].schema ? (@ == $s || @ == $t || @ == $n)',
                          (select jsonb_build_object('s', s.name, 't', s.id::text, 'n', s.id)
                           from data_schema s where s.id = ?)))""".formatted(DEFINITIONS), caller.teamId(), id));
    }

    private List<Affected> visibilityGroup(Session session, Caller caller, String text) {
        long id = found(
                session, "select id from visibility_group where team_id = ? and id = ?", caller.teamId(), id(text));
        return List.of(
                counting.count(
                        session, "customers", true, "c.provided_id", "customer c where c.visibility_group_id = ?", id),
                counting.count(
                        session,
                        "api_tokens",
                        true,
                        "t.name",
                        "api_token t where t.visibility_group_id = ? and t.revoked_at is null",
                        id),
                counting.count(
                        session, "embed_secrets", true, "s.name", "embed_secret s where s.visibility_group_id = ?", id),
                counting.count(session, "data_sources", false, "s.name", """
                        data_source_visibility_group l join data_source s on s.id = l.data_source_id
                        where l.visibility_group_id = ?""", id));
    }

    /** Dashboards whose visibility, or that of a panel in the draft or a published version, names it. */
    private Affected dashboardsThatName(Session session, Caller caller, String list, String name) {
        return counting.count(
                session, "dashboards", false, "d.name", """
                dashboard d where d.team_id = ? and (
                  jsonb_path_exists(d.visibility::jsonb, '$.%1$s[*] ? (@ == $t)', jsonb_build_object('t', ?::text))
                  or exists (select from (%2$s) f where jsonb_path_exists(
                    f.definition::jsonb, '$.**.%1$s[*] ? (@ == $t)', jsonb_build_object('t', ?::text))))""".formatted(list, DEFINITIONS), caller.teamId(), name, name);
    }

    private static long found(Session session, String sql, Object... parameters) {
        return session.first(sql, row -> row.number("id"), parameters)
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "id", "There is nothing of this id."));
    }

    private static long id(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new Refusal(ErrorCode.NOT_FOUND, "id", "There is nothing of this id: ids of this kind are numbers.");
        }
        return Long.parseLong(text);
    }
}
