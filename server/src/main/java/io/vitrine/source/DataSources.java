package io.vitrine.source;

import io.vitrine.access.VisibilityGroup;
import io.vitrine.access.VisibilityGroups;
import io.vitrine.database.DatabaseException;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.database.SqlArray;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.InUse;
import io.vitrine.error.Refusal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data sources of a team, as records; opening their connections is for others. */
public final class DataSources {
    private final SealedConnections connections;
    private final ConnectionRules rules;
    private final VisibilityGroups groups;

    public DataSources(SealedConnections connections, ConnectionRules rules, VisibilityGroups groups) {
        this.connections = connections;
        this.rules = rules;
        this.groups = groups;
    }

    /**
     * What a call gives to create a data source.
     *
     * @param id the id to have, for data sources that move here with their mappings; absent, the next free one
     */
    public record NewDataSource(
            Optional<Long> id,
            String name,
            Optional<String> providedId,
            long schemaId,
            String kind,
            Map<String, String> connection,
            List<String> visibilityGroups,
            SourceAllowance allowance) {}

    /**
     * The change that one call asks for: only what is present changes.
     *
     * @param withoutProvidedId takes it away
     * @param connection all settings; a secret that is left out stays
     * @param withoutQueryTimeout takes the source's own time-out away
     */
    public record DataSourceUpdate(
            Optional<String> name,
            Optional<String> providedId,
            boolean withoutProvidedId,
            Optional<Map<String, String>> connection,
            Optional<List<String>> visibilityGroups,
            Optional<Long> queryTimeoutSeconds,
            boolean withoutQueryTimeout,
            Optional<Long> maxConnections) {
        /** Whether more than a name or a link changes, so that the pool must be another. */
        private boolean isOfConnections() {
            return queryTimeoutSeconds.isPresent() || withoutQueryTimeout || maxConnections.isPresent();
        }
    }

    /** All data sources, oldest first. */
    public List<DataSource> list(Session session, long teamId) {
        return session.list(SELECT + " where s.team_id = ? order by s.created_at, s.id", this::source, teamId);
    }

    /** The data source of that id, or {@code NOT_FOUND}. */
    public DataSource get(Session session, long teamId, long id) {
        return session.first(SELECT + " where s.team_id = ? and s.id = ?", this::source, teamId, id)
                .orElseThrow(DataSources::unknown);
    }

    /** Makes a data source in a schema; refuses an id, a name or a provided id that is taken. */
    public DataSource create(Session session, long teamId, NewDataSource wanted) {
        boolean schemaKnown = session.first(
                        "select id from data_schema where team_id = ? and id = ? for key share",
                        row -> true,
                        teamId,
                        wanted.schemaId())
                .isPresent();
        if (!schemaKnown) {
            throw new Refusal(
                    ErrorCode.UNKNOWN_SCHEMA,
                    "schema_id",
                    "There is no schema " + wanted.schemaId() + ". Make it first.");
        }
        Map<String, String> settings = rules.check(wanted.kind(), wanted.connection());
        wanted.id().ifPresent(id -> GivenIds.claim(session, "data_source", id));
        // Revisions of a new source begin past all of an older one that had its id: pools and results are found by
        // both.
        long id = session.first(
                        """
                        insert into data_source (id, team_id, schema_id, name, provided_id, kind, sealed_connection,
                          query_timeout_seconds, max_connections, revision)
                        values (coalesce(?::bigint, nextval(pg_get_serial_sequence('data_source', 'id'))), ?, ?, ?, ?, ?, ?,
                          ?::integer, ?, (extract(epoch from clock_timestamp()) * 1000000)::bigint)
                        on conflict do nothing returning id""",
                        row -> row.number("id"),
                        wanted.id(),
                        teamId,
                        wanted.schemaId(),
                        wanted.name(),
                        wanted.providedId(),
                        wanted.kind(),
                        connections.seal(settings),
                        wanted.allowance().timeoutSeconds(),
                        wanted.allowance().maxConnections())
                .orElseThrow(() -> taken(session, teamId, wanted.name(), wanted.providedId()));
        link(session, id, named(session, teamId, wanted.visibilityGroups()));
        return get(session, teamId, id);
    }

    /**
     * Changes a data source.
     *
     * @throws Refusal with {@code IN_USE} where a group is taken away whose customers are mapped to it
     */
    public DataSource update(Session session, long teamId, long id, DataSourceUpdate update) {
        DataSource current = lock(session, teamId, id);
        update.visibilityGroups().ifPresent(names -> relink(session, teamId, current, names));
        update.connection()
                .ifPresent(given -> session.update(
                        "update data_source set sealed_connection = ?, revision = revision + 1 where id = ?",
                        connections.seal(rules.change(current.kind(), settings(session, id), given)),
                        id));
        if (update.isOfConnections()) {
            SourceAllowance allowance = current.allowance()
                    .changed(update.queryTimeoutSeconds(), update.withoutQueryTimeout(), update.maxConnections());
            session.update("""
                    update data_source set query_timeout_seconds = ?::integer, max_connections = ?, revision = revision + 1
                    where id = ?""", allowance.timeoutSeconds(), allowance.maxConnections(), id);
        }
        String name = update.name().orElse(current.name());
        Optional<String> providedId = update.withoutProvidedId()
                ? Optional.empty()
                : update.providedId().or(current::providedId);
        try {
            session.update(
                    "update data_source set name = ?, provided_id = ?::text, updated_at = now() where id = ?",
                    name,
                    providedId,
                    id);
        } catch (DatabaseException e) {
            throw e.isUniqueViolation()
                    ? new Refusal(
                            ErrorCode.ALREADY_EXISTS,
                            "The name or the provided_id belongs to another data source already.")
                    : e;
        }
        return get(session, teamId, id);
    }

    /**
     * Deletes a data source that nobody uses.
     *
     * @throws Refusal with {@code IN_USE}, naming the schema whose default it is, or customers that are mapped to it
     */
    public void delete(Session session, long teamId, long id) {
        DataSource source = lock(session, teamId, id);
        List<String> defaultOf = session.list(
                "select name from data_schema where default_data_source_id = ?", row -> row.text("name"), id);
        if (!defaultOf.isEmpty()) {
            throw InUse.refusal("The data source is the default of", "schema", defaultOf);
        }
        refuseWhileMapped(session, source, groups.list(session, teamId));
        session.update("delete from data_source where id = ?", id);
    }

    /** Locked against deletion and against new mappings, which lock it for themselves in {@link MappingCheck}. */
    private DataSource lock(Session session, long teamId, long id) {
        boolean known = session.first(
                        "select id from data_source where team_id = ? and id = ? for update", row -> true, teamId, id)
                .isPresent();
        if (!known) {
            throw unknown();
        }
        return get(session, teamId, id);
    }

    /**
     * The whole connection of a data source, secrets included, for whoever opens it.
     *
     * @param change settings that take the place of the kept ones first, as {@link #update} would have them
     */
    Map<String, String> connection(Session session, long teamId, long id, Optional<Map<String, String>> change) {
        String kind = get(session, teamId, id).kind();
        Map<String, String> kept = settings(session, id);
        return change.map(given -> rules.change(kind, kept, given)).orElse(kept);
    }

    private Map<String, String> settings(Session session, long id) {
        return connections.open(session.one(
                "select sealed_connection from data_source where id = ?", row -> row.bytes("sealed_connection"), id));
    }

    private void relink(Session session, long teamId, DataSource source, List<String> names) {
        List<VisibilityGroup> wanted = named(session, teamId, names);
        List<VisibilityGroup> gone = groups.list(session, teamId).stream()
                .filter(group -> source.visibilityGroups().contains(group.name()) && !names.contains(group.name()))
                .toList();
        refuseWhileMapped(session, source, gone);
        session.update(
                "delete from data_source_visibility_group where data_source_id = ? and visibility_group_id = any(?)",
                source.id(),
                new SqlArray("bigint", gone.stream().map(VisibilityGroup::id).toArray()));
        link(session, source.id(), wanted);
    }

    private List<VisibilityGroup> named(Session session, long teamId, List<String> names) {
        return names.stream()
                .map(name -> groups.named(session, teamId, name, "visibility_groups"))
                .toList();
    }

    private static void link(Session session, long id, List<VisibilityGroup> to) {
        for (VisibilityGroup group : to) {
            session.update(
                    "insert into data_source_visibility_group values (?, ?) on conflict do nothing", id, group.id());
        }
    }

    private static void refuseWhileMapped(Session session, DataSource source, List<VisibilityGroup> among) {
        List<String> customers = new ArrayList<>();
        for (VisibilityGroup group : among) {
            customers.addAll(session.list(
                    """
                    select provided_id from customer
                    where visibility_group_id = ? and mapping ->> ? = ? order by created_at, id limit ?""",
                    row -> row.text("provided_id"),
                    group.id(),
                    Long.toString(source.schemaId()),
                    Long.toString(source.id()),
                    InUse.MOST_NAMED + 1));
        }
        if (!customers.isEmpty()) {
            throw InUse.refusal("The data source is in the mapping of", "customer", customers);
        }
    }

    private static Refusal taken(Session session, long teamId, String name, Optional<String> providedId) {
        boolean nameTaken = exists(session, "name", teamId, name);
        if (nameTaken) {
            return new Refusal(ErrorCode.ALREADY_EXISTS, "name", "There is a data source \"" + name + "\" already.");
        }
        return providedId.isPresent() && exists(session, "provided_id", teamId, providedId.get())
                ? new Refusal(
                        ErrorCode.ALREADY_EXISTS,
                        "provided_id",
                        "Another data source has the provided_id \"" + providedId.get() + "\" already.")
                : GivenIds.taken("data source");
    }

    private static boolean exists(Session session, String column, long teamId, String value) {
        return session.one(
                "select exists (select from data_source where team_id = ? and %s = ?) as taken".formatted(column),
                row -> row.bool("taken"),
                teamId,
                value);
    }

    private static Refusal unknown() {
        return new Refusal(ErrorCode.NOT_FOUND, "id", "There is no data source of this id.");
    }

    private static final String SELECT = """
            select s.id, s.name, s.provided_id, s.schema_id, s.kind, s.sealed_connection, s.revision, s.created_at,
                   s.updated_at, s.query_timeout_seconds, s.max_connections,
                   (select array_agg(g.name order by g.created_at, g.id)
                      from data_source_visibility_group l join visibility_group g on g.id = l.visibility_group_id
                      where l.data_source_id = s.id) as visibility_groups
            from data_source s""";

    private DataSource source(Row row) throws SQLException {
        String kind = row.text("kind");
        return new DataSource(
                row.number("id"),
                row.text("name"),
                row.optionalText("provided_id"),
                row.number("schema_id"),
                kind,
                rules.shown(kind, connections.open(row.bytes("sealed_connection"))),
                row.texts("visibility_groups"),
                SourceAllowance.of(row),
                row.number("revision"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
