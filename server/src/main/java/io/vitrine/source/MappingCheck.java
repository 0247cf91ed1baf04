package io.vitrine.source;

import io.vitrine.access.Caller;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks a mapping against the schemas of the team and the data sources of the caller's data visibility group. */
public final class MappingCheck {
    private MappingCheck() {}

    /**
     * The mapping with every value turned into a data source id.
     *
     * <p>The data sources and their links to the group are locked against deletion until the transaction ends, so that
     * a mapping never names one that is gone.
     *
     * @param mapping schema id to data source id or provided id
     * @throws Refusal with {@code UNKNOWN_SCHEMA}, {@code UNKNOWN_DATA_SOURCE} or {@code INVALID_FIELD}
     */
    public static ObjectNode resolve(Session session, Caller caller, ObjectNode mapping, String field) {
        ObjectNode resolved = Json.object();
        for (Map.Entry<String, JsonNode> entry : mapping.properties()) {
            long schemaId = schemaId(session, caller, entry.getKey(), field);
            String wanted = text(entry.getKey(), entry.getValue(), field);
            resolved.put(Long.toString(schemaId), Long.toString(sourceId(session, caller, schemaId, wanted, field)));
        }
        return resolved;
    }

    /**
     * The mapping that sends the schema of one data source to that source.
     *
     * @param wanted its id or provided id
     * @throws Refusal with {@code UNKNOWN_DATA_SOURCE}
     */
    public static ObjectNode ofDataSource(Session session, Caller caller, String wanted, String field) {
        return session.first(
                        """
                        select s.id, s.schema_id from data_source s
                        where s.team_id = ? and (s.id = ? or s.provided_id = ?)
                          and exists (select from data_source_visibility_group l
                                      where l.data_source_id = s.id and l.visibility_group_id = ?)
                        order by s.id = ? desc limit 1""",
                        row -> Json.object()
                                .put(Long.toString(row.number("schema_id")), Long.toString(row.number("id"))),
                        caller.teamId(),
                        decimal(wanted).orElse(-1L),
                        wanted,
                        caller.visibilityGroupId(),
                        decimal(wanted).orElse(-1L))
                .orElseThrow(() -> new Refusal(
                        ErrorCode.UNKNOWN_DATA_SOURCE,
                        field,
                        "There is no data source \"" + wanted + "\" that is linked to the data visibility group \""
                                + caller.visibilityGroup() + "\"."));
    }

    private static long schemaId(Session session, Caller caller, String key, String field) {
        return decimal(key)
                .flatMap(id -> session.first(
                        "select id from data_schema where team_id = ? and id = ?",
                        row -> row.number("id"),
                        caller.teamId(),
                        id))
                .orElseThrow(() -> new Refusal(
                        ErrorCode.UNKNOWN_SCHEMA,
                        field,
                        "There is no schema with the id \"" + key + "\". The keys of a mapping are schema ids."));
    }

    private static long sourceId(Session session, Caller caller, long schemaId, String wanted, String field) {
        List<Long> ids = session.list(
                """
                select s.id
                from data_source s join data_source_visibility_group l on l.data_source_id = s.id
                where s.team_id = ? and s.schema_id = ? and (s.id = ? or s.provided_id = ?)
                  and l.visibility_group_id = ?
                order by s.id = ? desc
                for key share of s, l""",
                row -> row.number("id"),
                caller.teamId(),
                schemaId,
                decimal(wanted).orElse(-1L),
                wanted,
                caller.visibilityGroupId(),
                decimal(wanted).orElse(-1L));
        if (ids.isEmpty()) {
            throw new Refusal(
                    ErrorCode.UNKNOWN_DATA_SOURCE,
                    field,
                    "Schema " + schemaId + " has no data source \"" + wanted
                            + "\" that is linked to the data visibility group \"" + caller.visibilityGroup() + "\".");
        }
        return ids.getFirst();
    }

    private static String text(String key, JsonNode value, String field) {
        if (value.isString() && !value.stringValue().isEmpty()) {
            return value.stringValue();
        }
        if (value.isIntegralNumber()) {
            return value.asString();
        }
        throw new Refusal(
                ErrorCode.INVALID_FIELD,
                field,
                "The entry \"" + key + "\" of " + field + " takes the id of a data source, as a string or a number.");
    }

    private static Optional<Long> decimal(String text) {
        try {
            return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
