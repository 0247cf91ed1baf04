package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Database;
import io.vitrine.database.DatabaseException;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The group tags of a team. The name is what callers know a tag by; customers carry its id, so that a new name shows on
 * every customer at once.
 *
 * <p>A deleted tag is gone from every answer at once too: an id without a tag counts for nothing. {@link #sweep()} takes
 * such ids out of the customers afterwards, a bounded number of rows at a time.
 */
public final class GroupTags {
    private static final int SWEPT_TOGETHER = 500;

    private final Database database;

    public GroupTags(Database database) {
        this.database = database;
    }

    /** Whether a text can be the name of a tag: not blank, and without control characters. */
    public static boolean isName(String text) {
        return !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
    }

    /** The names of the team's tags, oldest first. */
    public List<String> list(Caller caller) {
        return database.withSession(session -> session.list(
                "select name from group_tag where team_id = ? order by created_at, id",
                row -> row.text("name"),
                caller.teamId()));
    }

    /** Makes a tag; {@code GROUP_TAG_EXISTS} where the team has one of that name. */
    public void create(Session session, Caller caller, String name) {
        requireName("name", name);
        int made = session.update("""
                with made as (
                  insert into group_tag (team_id, name) values (?, ?) on conflict (team_id, name) do nothing
                  returning team_id, name)
                insert into directory_change (team_id, subject, name, action, actor, after)
                select team_id, 'group_tag', name, 'create', ?, json_build_object('name', name) from made""", caller.teamId(), name, caller.actor());
        if (made == 0) {
            throw exists("name", name);
        }
    }

    /**
     * Gives a tag another name; its own name again is no change.
     *
     * @throws Refusal with {@code NOT_FOUND}, or {@code GROUP_TAG_EXISTS} where another tag has the new name
     */
    public void rename(Session session, Caller caller, String name, String newName) {
        requireName("new_name", newName);
        if (newName.equals(name)) {
            requirePresent(session, caller, name);
            return;
        }
        try {
            int renamed = session.update("""
                    with renamed as (
                      update group_tag set name = ? where team_id = ? and name = ? returning team_id, name)
                    insert into directory_change (team_id, subject, name, action, actor, before, after)
                    select team_id, 'group_tag', ?, 'update', ?,
                           json_build_object('name', ?::text), json_build_object('name', name) from renamed""", newName, caller.teamId(), name, name, caller.actor(), name);
            if (renamed == 0) {
                throw unknown(name);
            }
        } catch (DatabaseException e) {
            throw e.isUniqueViolation() ? exists("new_name", newName) : e;
        }
    }

    /** Deletes a tag, and with it every assignment; {@code NOT_FOUND} where there is none of that name. */
    public void delete(Session session, Caller caller, String name) {
        int deleted = session.update("""
                with gone as (delete from group_tag where team_id = ? and name = ? returning team_id, id, name),
                     left_behind as (insert into deleted_group_tag (id) select id from gone)
                insert into directory_change (team_id, subject, name, action, actor, before)
                select team_id, 'group_tag', name, 'delete', ?, json_build_object('name', name) from gone""", caller.teamId(), name, caller.actor());
        if (deleted == 0) {
            throw unknown(name);
        }
    }

    /**
     * The ids of these tags, in the order of the names, each once.
     *
     * @throws Refusal with {@code UNKNOWN_GROUP_TAG}, naming all that the team does not have
     */
    static List<Long> ids(Session session, Caller caller, List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        record Tag(String name, long id) {}
        Map<String, Long> known = session
                .list(
                        "select name, id from group_tag where team_id = ? and name = any(?)",
                        row -> new Tag(row.text("name"), row.number("id")),
                        caller.teamId(),
                        names)
                .stream()
                .collect(Collectors.toMap(Tag::name, Tag::id));
        List<Long> ids = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            Long id = known.get(name);
            if (id == null) {
                unknown.add('"' + name + '"');
            } else {
                ids.add(id);
            }
        }
        if (!unknown.isEmpty()) {
            throw CustomerRefusals.unknownGroupTags(String.join(", ", unknown));
        }
        return ids;
    }

    /**
     * Takes the ids of deleted tags out of the customers; answers how many customers it changed.
     *
     * <p>No answer changes by it, so it makes no new version and no history. Rows that somebody holds are passed over
     * until the next time. A tag is done with after ten minutes, when no call that saw it alive can still be running.
     */
    public int sweep() {
        List<Long> deleted = database.withSession(session ->
                session.list("select id from deleted_group_tag order by deleted_at", row -> row.number("id")));
        int swept = 0;
        for (long id : deleted) {
            int batch;
            do {
                batch = database.withSession(session -> session.update(SWEEP, id, SWEPT_TOGETHER, id));
                swept += batch;
            } while (batch == SWEPT_TOGETHER);
            database.withSession(session -> session.update(FORGET, id));
        }
        return swept;
    }

    private static void requirePresent(Session session, Caller caller, String name) {
        boolean present = session.one(
                "select exists (select from group_tag where team_id = ? and name = ?) as present",
                row -> row.bool("present"),
                caller.teamId(),
                name);
        if (!present) {
            throw unknown(name);
        }
    }

    private static void requireName(String field, String name) {
        if (!isName(name)) {
            throw new Refusal(
                    ErrorCode.INVALID_FIELD,
                    field,
                    "The name of a group tag has at least one visible character, and no control characters such as"
                            + " tabs or line breaks.");
        }
    }

    private static Refusal exists(String field, String name) {
        return new Refusal(ErrorCode.GROUP_TAG_EXISTS, field, "There is a group tag \"" + name + "\" already.");
    }

    private static Refusal unknown(String name) {
        return new Refusal(ErrorCode.NOT_FOUND, "name", "There is no group tag \"" + name + "\".");
    }

    private static final String SWEEP = """
            with found as (
              select id from customer
              where group_tag_ids @> array[?::bigint] and group_tag_ids <> '{}'
              limit ? for no key update skip locked
            )
            update customer c set group_tag_ids = array_remove(c.group_tag_ids, ?::bigint) from found
            where c.id = found.id""";

    private static final String FORGET = """
            delete from deleted_group_tag d
            where d.id = ? and d.deleted_at < now() - interval '10 minutes'
              and not exists (select from customer c
                              where c.group_tag_ids @> array[d.id] and c.group_tag_ids <> '{}')""";
}
