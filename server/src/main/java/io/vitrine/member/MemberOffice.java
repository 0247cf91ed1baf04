package io.vitrine.member;

import io.vitrine.access.Caller;
import io.vitrine.access.Role;
import io.vitrine.audit.AuditAction;
import io.vitrine.audit.AuditTrail;
import io.vitrine.database.Session;
import io.vitrine.json.Json;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Changes and removes members. A team always keeps an admin who can sign in. */
public final class MemberOffice {
    private final Members members;
    private final MemberSessions sessions;
    private final AuditTrail audit;

    public MemberOffice(Members members, MemberSessions sessions, AuditTrail audit) {
        this.members = members;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * Changes a member; a disabled one is signed out everywhere.
     *
     * @throws io.vitrine.error.Refusal with {@code IN_USE} where the team would be left without an admin
     */
    public Member change(Session session, Caller caller, long id, Members.Change change) {
        boolean losesPower = change.role().filter(role -> role != Role.ADMIN).isPresent()
                || change.disabled().orElse(false);
        boolean othersThere = !losesPower || members.hasOtherAdmin(session, caller.teamId(), id);
        Member before = members.get(session, caller.teamId(), id);
        if (!othersThere && isActiveAdmin(before)) {
            throw MemberRefusals.lastAdmin();
        }
        members.update(session, id, change);
        if (change.disabled().orElse(false)) {
            sessions.endAll(session, id, Optional.empty());
        }
        Member after = members.get(session, caller.teamId(), id);
        ObjectNode detail = Json.object();
        change.role()
                .filter(role -> role != before.role())
                .ifPresent(role -> detail.putObject("role")
                        .put("from", before.role().wireName())
                        .put("to", role.wireName()));
        change.name()
                .filter(name -> !name.equals(before.name()))
                .ifPresent(name ->
                        detail.putObject("name").put("from", before.name()).put("to", name));
        if (before.disabledAt().isPresent() != after.disabledAt().isPresent()) {
            detail.put("disabled", after.disabledAt().isPresent());
        }
        if (!detail.isEmpty()) {
            audit.record(session, caller, AuditAction.MEMBER_CHANGED, after.email(), detail);
        }
        return after;
    }

    /** Removes a member, who is signed out everywhere and may be invited again. */
    public void remove(Session session, Caller caller, long id) {
        boolean othersThere = members.hasOtherAdmin(session, caller.teamId(), id);
        Member member = members.get(session, caller.teamId(), id);
        if (!othersThere && isActiveAdmin(member)) {
            throw MemberRefusals.lastAdmin();
        }
        sessions.endAll(session, id, Optional.empty());
        members.remove(session, id);
        audit.record(
                session,
                caller,
                AuditAction.MEMBER_REMOVED,
                member.email(),
                Json.object().put("role", member.role().wireName()));
    }

    private static boolean isActiveAdmin(Member member) {
        return member.role() == Role.ADMIN && member.disabledAt().isEmpty();
    }
}
