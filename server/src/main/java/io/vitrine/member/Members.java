package io.vitrine.member;

import io.vitrine.access.Role;
import io.vitrine.database.DatabaseException;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The members of teams, as rows; removed ones are in nobody's sight. */
public final class Members {
    /**
     * What to change; what is absent stays.
     *
     * @param disabled whether the member is kept from signing in
     */
    public record Change(Optional<Role> role, Optional<String> name, Optional<Boolean> disabled) {}

    /** All members of a team, oldest first. */
    public List<Member> list(Session session, long teamId) {
        return session.list(
                SELECT + " where m.team_id = ? and m.removed_at is null order by m.created_at, m.id",
                Members::member,
                teamId);
    }

    /** The member of that id, or {@code NOT_FOUND}. */
    public Member get(Session session, long teamId, long id) {
        return session.first(
                        SELECT + " where m.team_id = ? and m.id = ? and m.removed_at is null",
                        Members::member,
                        teamId,
                        id)
                .orElseThrow(MemberRefusals::unknownMember);
    }

    Optional<Member> byEmail(Session session, String email) {
        return session.first(
                SELECT + " where lower(m.email) = lower(?) and m.removed_at is null", Members::member, email.strip());
    }

    Optional<Member> byIdentity(Session session, String issuer, String subject) {
        return session.first(
                SELECT + " where m.oidc_issuer = ? and m.oidc_subject = ? and m.removed_at is null",
                Members::member,
                issuer,
                subject);
    }

    Optional<String> passwordHash(Session session, long id) {
        return session.one(
                "select password_hash from member where id = ?", row -> row.optionalText("password_hash"), id);
    }

    boolean hasAny(Session session) {
        return session.one(
                "select exists (select from member where removed_at is null) as any", row -> row.bool("any"));
    }

    /** Makes a member, or refuses an address that is taken. */
    Member insert(Session session, long teamId, String email, String name, Role role, Optional<String> passwordHash) {
        try {
            long id = session.one("""
                    insert into member (team_id, email, name, role, password_hash) values (?, ?, ?, ?, ?::text)
                    returning id""", row -> row.number("id"), teamId, email, name, role.wireName(), passwordHash);
            return get(session, teamId, id);
        } catch (DatabaseException e) {
            throw e.isUniqueViolation() ? MemberRefusals.emailTaken(email) : e;
        }
    }

    void setPasswordHash(Session session, long id, String hash) {
        session.update("update member set password_hash = ?, updated_at = now() where id = ?", hash, id);
    }

    void setIdentity(Session session, long id, String issuer, String subject) {
        session.update(
                "update member set oidc_issuer = ?, oidc_subject = ?, updated_at = now() where id = ?",
                issuer,
                subject,
                id);
    }

    void update(Session session, long id, Change change) {
        session.update("""
                update member set role = coalesce(?::text, role), name = coalesce(?::text, name),
                  disabled_at = case ?::boolean when true then coalesce(disabled_at, now()) when false then null
                                else disabled_at end,
                  updated_at = now()
                where id = ?""", change.role().map(Role::wireName), change.name(), change.disabled(), id);
    }

    /** Takes a member out of sight; what signs in is gone, the name stays for the histories. */
    void remove(Session session, long id) {
        session.update("""
                update member set removed_at = now(), password_hash = null, oidc_issuer = null, oidc_subject = null
                where id = ?""", id);
    }

    /** Locks all admins of a team who can sign in; answers whether another than this one is among them. */
    boolean hasOtherAdmin(Session session, long teamId, long id) {
        return session.list("""
                        select id from member
                        where team_id = ? and role = 'admin' and disabled_at is null and removed_at is null
                        order by id for update""", row -> row.number("id"), teamId).stream().anyMatch(other -> other != id);
    }

    static final String COLUMNS = """
            m.id, m.team_id, m.email, m.name, m.role, m.password_hash is not null as has_password, m.disabled_at,
              m.created_at""";

    private static final String SELECT = "select " + COLUMNS
            + ", (select max(s.last_seen_at) from member_session s where s.member_id = m.id) as last_seen_at"
            + " from member m";

    static Member member(Row row) throws SQLException {
        return new Member(
                row.number("id"),
                row.number("team_id"),
                row.text("email"),
                row.text("name"),
                Role.named(row.text("role")).orElseThrow(),
                row.bool("has_password"),
                row.optionalInstant("disabled_at"),
                row.instant("created_at"),
                row.optionalInstant("last_seen_at"));
    }
}
