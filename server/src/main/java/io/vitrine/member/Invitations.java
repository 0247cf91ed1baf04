package io.vitrine.member;

import io.vitrine.access.Caller;
import io.vitrine.access.Role;
import io.vitrine.audit.AuditAction;
import io.vitrine.audit.AuditTrail;
import io.vitrine.database.Database;
import io.vitrine.database.Row;
import io.vitrine.database.Sealer;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Invitations and password resets: a link with a code of 256 random bits, of which a keyed hash is kept; it works once.
 */
public final class Invitations {
    private static final Duration INVITED_FOR = Duration.ofDays(7);
    private static final Duration RESET_FOR = Duration.ofDays(1);
    private static final int CODE_BYTES = 32;

    private final Database database;
    private final Members members;
    private final MemberSessions sessions;
    private final Passwords passwords;
    private final SignIn signIn;
    private final Sealer sealer;
    private final AuditTrail audit;

    Invitations(
            Database database,
            Members members,
            MemberSessions sessions,
            Passwords passwords,
            SignIn signIn,
            Sealer sealer,
            AuditTrail audit) {
        this.database = database;
        this.members = members;
        this.sessions = sessions;
        this.passwords = passwords;
        this.signIn = signIn;
        this.sealer = sealer;
        this.audit = audit;
    }

    /** An invitation that was just made, and the code of its link, which cannot be read again. */
    public record Issued(Invitation invitation, String code) {}

    /** Invites somebody; an open invitation of the same address ends. */
    public Issued invite(Session session, Caller caller, String address, Role role) {
        String email = Emails.checked(address);
        if (members.byEmail(session, email).isPresent()) {
            throw MemberRefusals.emailTaken(email);
        }
        session.update("""
                delete from invitation where team_id = ? and member_id is null and lower(email) = lower(?)
                  and used_at is null""", caller.teamId(), email);
        audit.record(
                session,
                caller,
                AuditAction.INVITATION_CREATED,
                email,
                Json.object().put("role", role.wireName()));
        return issue(session, caller, email, role, Optional.empty(), INVITED_FOR);
    }

    /** Makes a link by which a member chooses a new password; older ones of that member end. */
    public Issued resetPassword(Session session, Caller caller, long memberId) {
        Member member = members.get(session, caller.teamId(), memberId);
        if (member.disabledAt().isPresent()) {
            throw new Refusal(ErrorCode.IN_USE, "This member is disabled. Enable it before its password is reset.");
        }
        session.update("delete from invitation where member_id = ? and used_at is null", memberId);
        audit.record(session, caller, AuditAction.PASSWORD_RESET_CREATED, member.email(), Json.object());
        return issue(session, caller, member.email(), member.role(), Optional.of(memberId), RESET_FOR);
    }

    /** The open invitations of a team, oldest first. */
    public List<Invitation> list(Session session, long teamId) {
        return session.list(
                SELECT + " where i.team_id = ? and " + OPEN + " order by i.created_at, i.id",
                Invitations::invitation,
                teamId);
    }

    /** Takes an open invitation back, or {@code NOT_FOUND}. */
    public void revoke(Session session, Caller caller, long id) {
        Invitation invitation = session.first(
                        SELECT + " where i.team_id = ? and i.id = ? and " + OPEN,
                        Invitations::invitation,
                        caller.teamId(),
                        id)
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "id", "There is no open invitation of this id."));
        session.update("delete from invitation where id = ?", id);
        audit.record(session, caller, AuditAction.INVITATION_REVOKED, invitation.email(), Json.object());
    }

    /** The open invitation of a code, or {@code NOT_FOUND}. */
    public Invitation byCode(String code) {
        return database.withSession(session -> session.first(
                        SELECT + " where i.code_hash = ? and " + OPEN, Invitations::invitation, (Object)
                                sealer.hash(code))
                .orElseThrow(MemberRefusals::codeOver));
    }

    /** Follows a link: makes the member or sets its password, and signs it in. */
    public SignIn.Started accept(String code, Optional<String> name, String password, Device device) {
        Invitation invitation = byCode(code);
        Passwords.check(password, invitation.email(), "password");
        String hash = passwords.hash(password);
        return database.inTransaction(session -> {
            use(session, invitation.id());
            if (invitation.memberId().isPresent()) {
                long member = invitation.memberId().get();
                members.setPasswordHash(session, member, hash);
                sessions.endAll(session, member, Optional.empty());
                return signIn.start(session, member, device, AuditAction.PASSWORD_RESET);
            }
            Member member = members.insert(
                    session,
                    invitation.teamId(),
                    invitation.email(),
                    name.orElseGet(() -> Emails.localPart(invitation.email())),
                    invitation.role(),
                    Optional.of(hash));
            return signIn.start(session, member.id(), device, AuditAction.INVITATION_ACCEPTED);
        });
    }

    /** The open invitation of an address, used up, for whom the identity provider knows by it. */
    Optional<Invitation> useFor(Session session, String email) {
        Optional<Invitation> invitation = session.first(
                SELECT + " where lower(i.email) = lower(?) and i.member_id is null and " + OPEN
                        + " order by i.created_at, i.id limit 1",
                Invitations::invitation,
                email);
        invitation.ifPresent(one -> use(session, one.id()));
        return invitation;
    }

    /** Deletes links that were used or are over; answers how many. */
    public int forgetOver(Session session) {
        return session.update("delete from invitation where used_at is not null or expires_at < now()");
    }

    private static void use(Session session, long id) {
        int used = session.update("update invitation i set used_at = now() where i.id = ? and " + OPEN, id);
        if (used == 0) {
            throw MemberRefusals.codeOver();
        }
    }

    private Issued issue(
            Session session, Caller caller, String email, Role role, Optional<Long> member, Duration time) {
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(sealer.randomBytes(CODE_BYTES));
        long id = session.one(
                """
                insert into invitation (team_id, email, role, member_id, code_hash, actor, expires_at)
                values (?, ?, ?, ?::bigint, ?, ?, now() + make_interval(secs => ?)) returning id""",
                row -> row.number("id"),
                caller.teamId(),
                email,
                role.wireName(),
                member,
                sealer.hash(code),
                caller.actor(),
                (double) time.toSeconds());
        return new Issued(session.one(SELECT + " where i.id = ?", Invitations::invitation, id), code);
    }

    private static final String OPEN = "i.used_at is null and i.expires_at > now()";

    private static final String SELECT = """
            select i.id, i.team_id, t.name as team_name, i.email, i.role, i.member_id, i.created_at, i.expires_at
            from invitation i join team t on t.id = i.team_id""";

    private static Invitation invitation(Row row) throws SQLException {
        OptionalLong member = row.optionalNumber("member_id");
        return new Invitation(
                row.number("id"),
                row.number("team_id"),
                row.text("team_name"),
                row.text("email"),
                Role.named(row.text("role")).orElseThrow(),
                member.isPresent() ? Optional.of(member.getAsLong()) : Optional.empty(),
                row.instant("created_at"),
                row.instant("expires_at"));
    }
}
