package io.vitrine.member;

import io.vitrine.access.VisibilityGroup;
import io.vitrine.database.Row;
import io.vitrine.database.Sealer;
import io.vitrine.database.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is signed in: 256 random bits each, of which a keyed hash is kept.
 *
 * <p>A session ends when it was idle too long, when it is too old, when it is ended, and when its member is disabled.
 */
public final class MemberSessions {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");
    private static final int BYTES = 32;

    private final Sealer sealer;
    private final Limits limits;

    /**
     * How long sessions last.
     *
     * @param idle without a call
     * @param longest from the sign-in
     */
    public record Limits(Duration idle, Duration longest) {}

    public MemberSessions(Sealer sealer, Limits limits) {
        this.sealer = sealer;
        this.limits = limits;
    }

    public Limits limits() {
        return limits;
    }

    /** Starts a session of a member; answers its secret, which is kept nowhere. */
    String start(Session session, long memberId, Device device) {
        String secret = HexFormat.of().formatHex(sealer.randomBytes(BYTES));
        session.update("""
                insert into member_session (member_id, secret_hash, address, user_agent, expires_at)
                values (?, ?, ?, ?, now() + make_interval(secs => ?))""", memberId, sealer.hash(secret), device.address(), device.userAgent(), (double)
                limits.longest().toSeconds());
        return secret;
    }

    /** The member whose session has that secret, seen at this moment from that device. */
    public Optional<SignedIn> authenticate(Session session, String secret, Device device) {
        if (!SHAPE.matcher(secret).matches()) {
            return Optional.empty();
        }
        byte[] hash = sealer.hash(secret);
        Optional<Found> found = session.first("select " + Members.COLUMNS + """
                        , s.id as session_id, s.last_seen_at, s.last_seen_at < now() - interval '1 minute' as stale,
                          t.name as team_name
                        from member_session s join member m on m.id = s.member_id join team t on t.id = m.team_id
                        where s.secret_hash = ? and m.disabled_at is null and m.removed_at is null
                          and s.expires_at > now() and s.last_seen_at > now() - make_interval(secs => ?)""", Found::of, hash, (double)
                limits.idle().toSeconds());
        return found.map(one -> {
            if (one.stale()) {
                session.update(
                        "update member_session set last_seen_at = now(), address = ?, user_agent = ? where id = ?",
                        device.address(),
                        device.userAgent(),
                        one.sessionId());
            }
            List<VisibilityGroup> groups = session.list(
                    "select id, name, created_at from visibility_group where team_id = ? order by created_at, id",
                    row -> new VisibilityGroup(row.number("id"), row.text("name"), row.instant("created_at")),
                    one.member().teamId());
            return new SignedIn(one.member(), one.sessionId(), one.teamName(), groups);
        });
    }

    /** The living sessions of a member, the one that was seen last first. */
    public List<MemberSession> list(Session session, long memberId) {
        return session.list(
                """
                select id, member_id, created_at, last_seen_at, address, user_agent from member_session
                where member_id = ? and expires_at > now() and last_seen_at > now() - make_interval(secs => ?)
                order by last_seen_at desc, id desc""",
                row -> new MemberSession(
                        row.number("id"),
                        row.number("member_id"),
                        row.instant("created_at"),
                        row.instant("last_seen_at"),
                        row.text("address"),
                        row.text("user_agent")),
                memberId,
                (double) limits.idle().toSeconds());
    }

    /** Ends a session of the team; answers whose it was. */
    public Optional<Long> end(Session session, long teamId, long id) {
        return session.first("""
                delete from member_session s using member m where m.id = s.member_id and m.team_id = ? and s.id = ?
                returning s.member_id""", row -> row.number("member_id"), teamId, id);
    }

    /** Whose session it is, where the team has it. */
    public Optional<Long> memberOf(Session session, long teamId, long id) {
        return session.first("""
                select s.member_id from member_session s join member m on m.id = s.member_id
                where m.team_id = ? and s.id = ?""", row -> row.number("member_id"), teamId, id);
    }

    /** Ends all sessions of a member but one. */
    void endAll(Session session, long memberId, Optional<Long> butThis) {
        session.update(
                "delete from member_session where member_id = ? and id is distinct from ?::bigint", memberId, butThis);
    }

    /** Deletes sessions that are over; answers how many. */
    public int forgetOver(Session session) {
        return session.update(
                "delete from member_session where expires_at < now() or last_seen_at < now() - make_interval(secs => ?)",
                (double) limits.idle().toSeconds());
    }

    private record Found(Member member, long sessionId, boolean stale, String teamName) {
        static Found of(Row row) throws SQLException {
            return new Found(Members.member(row), row.number("session_id"), row.bool("stale"), row.text("team_name"));
        }
    }
}
