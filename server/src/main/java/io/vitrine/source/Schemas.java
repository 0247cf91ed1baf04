package io.vitrine.source;

import io.vitrine.database.DatabaseException;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.InUse;
import io.vitrine.error.Refusal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The schemas of a team. */
public final class Schemas {
    /**
     * What a call gives to create a schema.
     *
     * @param id the id to have, for schemas that move here with their mappings; absent, the next free one
     */
    public record NewSchema(
            Optional<Long> id, String name, boolean strictMapping, Optional<Long> defaultDataSourceId) {}

    /**
     * The change that one call asks for: only what is present changes.
     *
     * @param withoutDefault takes the default away
     */
    public record SchemaUpdate(
            Optional<String> name,
            Optional<Boolean> strictMapping,
            Optional<Long> defaultDataSourceId,
            boolean withoutDefault) {}

    /** All schemas, oldest first. */
    public List<Schema> list(Session session, long teamId) {
        return session.list(SELECT + " where team_id = ? order by created_at, id", Schemas::schema, teamId);
    }

    /** The schema of that id, or {@code NOT_FOUND}. */
    public Schema get(Session session, long teamId, long id) {
        return session.first(SELECT + " where team_id = ? and id = ?", Schemas::schema, teamId, id)
                .orElseThrow(Schemas::unknown);
    }

    /** Makes a schema; refuses an id or a name that is taken. */
    public Schema create(Session session, long teamId, NewSchema wanted) {
        if (wanted.defaultDataSourceId().isPresent()) {
            // A data source is made in its schema, so none can be there before the schema is.
            throw unknownDefault(wanted.defaultDataSourceId().get());
        }
        wanted.id().ifPresent(id -> GivenIds.claim(session, "data_schema", id));
        return session.first("""
                        insert into data_schema (id, team_id, name, strict_mapping)
                        values (coalesce(?::bigint, nextval(pg_get_serial_sequence('data_schema', 'id'))), ?, ?, ?)
                        on conflict do nothing
                        returning id, name, strict_mapping, default_data_source_id, created_at""", Schemas::schema, wanted.id(), teamId, wanted.name(), wanted.strictMapping())
                .orElseThrow(() -> taken(session, teamId, wanted.name()));
    }

    public Schema update(Session session, long teamId, long id, SchemaUpdate update) {
        Schema current = lock(session, teamId, id);
        Optional<Long> wanted = update.withoutDefault()
                ? Optional.empty()
                : update.defaultDataSourceId().or(current::defaultDataSourceId);
        if (wanted.isPresent() && !holds(session, id, wanted.get())) {
            throw unknownDefault(wanted.get());
        }
        String name = update.name().orElse(current.name());
        try {
            session.update("""
                    update data_schema set name = ?, strict_mapping = ?, default_data_source_id = ?::bigint
                    where id = ?""", name, update.strictMapping().orElse(current.strictMapping()), wanted, id);
        } catch (DatabaseException e) {
            throw e.isUniqueViolation() ? nameTaken(name) : e;
        }
        return get(session, teamId, id);
    }

    /**
     * Deletes a schema that has no data source any more.
     *
     * @throws Refusal with {@code IN_USE}, naming the data sources
     */
    public void delete(Session session, long teamId, long id) {
        lock(session, teamId, id);
        List<String> sources = session.list(
                "select name from data_source where schema_id = ? order by created_at, id limit ?",
                row -> row.text("name"),
                id,
                InUse.MOST_NAMED + 1);
        if (!sources.isEmpty()) {
            throw InUse.refusal("The schema still has", "data source", sources);
        }
        session.update("delete from data_schema where id = ?", id);
    }

    /** Whether the schema has that data source, which then stays until the transaction ends. */
    private static boolean holds(Session session, long id, long dataSourceId) {
        return session.first(
                        "select id from data_source where id = ? and schema_id = ? for key share",
                        row -> true,
                        dataSourceId,
                        id)
                .isPresent();
    }

    private static Schema lock(Session session, long teamId, long id) {
        return session.first(SELECT + " where team_id = ? and id = ? for update", Schemas::schema, teamId, id)
                .orElseThrow(Schemas::unknown);
    }

    private static Refusal taken(Session session, long teamId, String name) {
        boolean nameTaken = session.one(
                "select exists (select from data_schema where team_id = ? and name = ?) as taken",
                row -> row.bool("taken"),
                teamId,
                name);
        return nameTaken ? nameTaken(name) : GivenIds.taken("schema");
    }

    private static Refusal nameTaken(String name) {
        return new Refusal(ErrorCode.ALREADY_EXISTS, "name", "There is a schema \"" + name + "\" already.");
    }

    private static Refusal unknown() {
        return new Refusal(ErrorCode.NOT_FOUND, "id", "There is no schema of this id.");
    }

    private static Refusal unknownDefault(long id) {
        return new Refusal(
                ErrorCode.UNKNOWN_DATA_SOURCE,
                "default_data_source_id",
                "The schema has no data source " + id
                        + ". Make the data source in the schema first, then set it as the default.");
    }

    private static final String SELECT =
            "select id, name, strict_mapping, default_data_source_id, created_at from data_schema";

    private static Schema schema(Row row) throws SQLException {
        return new Schema(
                row.number("id"),
                row.text("name"),
                row.bool("strict_mapping"),
                boxed(row.optionalNumber("default_data_source_id")),
                row.instant("created_at"));
    }

    private static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }
}
