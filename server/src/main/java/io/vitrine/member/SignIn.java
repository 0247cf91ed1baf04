package io.vitrine.member;

import io.vitrine.audit.AuditAction;
import io.vitrine.audit.AuditTrail;
import io.vitrine.database.Database;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import java.util.Optional;

/** Signs members in and out, and changes their passwords. */
public final class SignIn {
    private final Database database;
    private final Members members;
    private final MemberSessions sessions;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final AuditTrail audit;

    SignIn(
            Database database,
            Members members,
            MemberSessions sessions,
            Passwords passwords,
            SignInAttempts attempts,
            AuditTrail audit) {
        this.database = database;
        this.members = members;
        this.sessions = sessions;
        this.passwords = passwords;
        this.attempts = attempts;
        this.audit = audit;
    }

    /**
     * A session that has just begun.
     *
     * @param secret the cookie's value, which cannot be read again
     */
    public record Started(SignedIn signedIn, String secret) {}

    /**
     * Signs in with a password.
     *
     * @throws Refusal with {@code UNAUTHENTICATED}, the same and after the same time for whatever was wrong; with
     *     {@code RATE_LIMITED} after too many failures
     */
    public Started withPassword(String email, String password, Device device) {
        attempts.begin(email, device);
        Optional<Member> member = database.withSession(session -> members.byEmail(session, email));
        Optional<String> hash = member.filter(one -> one.disabledAt().isEmpty())
                .flatMap(one -> database.withSession(session -> members.passwordHash(session, one.id())));
        if (!passwords.matches(password, hash)) {
            member.ifPresent(
                    one -> database.transact(session -> record(session, one, AuditAction.SIGN_IN_REFUSED, device)));
            throw MemberRefusals.wrongSignIn();
        }
        return database.inTransaction(session -> {
            attempts.succeeded(session, email, device);
            return start(session, member.orElseThrow().id(), device, AuditAction.SIGN_IN);
        });
    }

    /** Starts a session for a member who has proved who it is; refuses one who may not sign in. */
    Started start(Session session, long memberId, Device device, AuditAction because) {
        boolean admitted = session.first(
                        "select id from member where id = ? and disabled_at is null and removed_at is null for share",
                        row -> true,
                        memberId)
                .isPresent();
        if (!admitted) {
            throw MemberRefusals.wrongSignIn();
        }
        String secret = sessions.start(session, memberId, device);
        SignedIn signedIn = sessions.authenticate(session, secret, device).orElseThrow(MemberRefusals::wrongSignIn);
        record(session, signedIn.member(), because, device);
        return new Started(signedIn, secret);
    }

    public void signOut(SignedIn me, Device device) {
        database.transact(session -> {
            sessions.end(session, me.member().teamId(), me.sessionId());
            record(session, me.member(), AuditAction.SIGN_OUT, device);
        });
    }

    /**
     * Ends a session of one's own, or as an admin of anybody in the team.
     *
     * @throws Refusal with {@code NOT_FOUND} where there is none that the member may end
     */
    public void endSession(SignedIn me, long sessionId, boolean isAdmin, Device device) {
        database.transact(session -> {
            long owner = sessions.memberOf(session, me.member().teamId(), sessionId)
                    .filter(id -> isAdmin || id == me.member().id())
                    .orElseThrow(() ->
                            new Refusal(ErrorCode.NOT_FOUND, "id", "There is no session of this id that you may end."));
            sessions.end(session, me.member().teamId(), sessionId);
            audit.record(
                    session,
                    me.member().teamId(),
                    me.member().actor(),
                    AuditAction.SESSION_ENDED,
                    members.get(session, me.member().teamId(), owner).email(),
                    Json.object(),
                    Optional.of(device.address()));
        });
    }

    /** Changes the own password and ends the member's other sessions. */
    public void changePassword(SignedIn me, String current, String wanted, Device device) {
        Member member = me.member();
        Passwords.check(wanted, member.email(), "new");
        attempts.begin(member.email(), device);
        Optional<String> hash = database.withSession(session -> members.passwordHash(session, member.id()));
        if (!passwords.matches(current, hash)) {
            throw new Refusal(ErrorCode.INVALID_FIELD, "current", "This is not your password.");
        }
        String fresh = passwords.hash(wanted);
        database.transact(session -> {
            attempts.succeeded(session, member.email(), device);
            members.setPasswordHash(session, member.id(), fresh);
            sessions.endAll(session, member.id(), Optional.of(me.sessionId()));
            record(session, member, AuditAction.PASSWORD_CHANGED, device);
        });
    }

    /** Forgets failed sign-ins that nobody repeated; answers how many. */
    public int forgetOldAttempts() {
        return attempts.forgetOld();
    }

    private void record(Session session, Member member, AuditAction action, Device device) {
        audit.record(
                session,
                member.teamId(),
                member.actor(),
                action,
                member.email(),
                Json.object(),
                Optional.of(device.address()));
    }
}
