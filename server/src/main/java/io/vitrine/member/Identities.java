package io.vitrine.member;

import io.vitrine.access.Role;
import io.vitrine.audit.AuditAction;
import io.vitrine.database.Database;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.Optional;

/** Signs in whom an identity provider vouches for. */
public final class Identities {
    private final Database database;
    private final Members members;
    private final Invitations invitations;
    private final SignIn signIn;

    Identities(Database database, Members members, Invitations invitations, SignIn signIn) {
        this.database = database;
        this.members = members;
        this.invitations = invitations;
        this.signIn = signIn;
    }

    /**
     * A person as the provider knows it.
     *
     * @param subject the provider's own id of the person, which never changes
     * @param email only where the provider has checked that it is the person's
     */
    public record Identity(String issuer, String subject, Optional<String> email, Optional<String> name) {}

    /**
     * Signs the person in: the member who signed in so before, else the member of the same e-mail address, else a new one
     * by invitation, else a new one of the default role.
     *
     * @param defaultRole of a person whom nobody invited; where absent, such a person is refused
     * @throws Refusal with {@code FORBIDDEN} for a person who may not become a member, or who is disabled
     */
    public SignIn.Started signIn(Identity identity, Optional<Role> defaultRole, Device device) {
        return database.inTransaction(session -> {
            Member member = members.byIdentity(session, identity.issuer(), identity.subject())
                    .or(() -> identity.email().flatMap(email -> adopt(session, identity, email)))
                    .or(() -> identity.email().flatMap(email -> make(session, identity, email, defaultRole)))
                    .orElseThrow(() -> new Refusal(
                            ErrorCode.FORBIDDEN, "You are not a member of this team. Ask an admin to invite you."));
            if (member.disabledAt().isPresent()) {
                throw new Refusal(ErrorCode.FORBIDDEN, "An admin has disabled you here.");
            }
            return signIn.start(session, member.id(), device, AuditAction.SIGN_IN);
        });
    }

    private Optional<Member> adopt(Session session, Identity identity, String email) {
        Optional<Member> member = members.byEmail(session, email);
        member.ifPresent(one -> members.setIdentity(session, one.id(), identity.issuer(), identity.subject()));
        return member;
    }

    private Optional<Member> make(Session session, Identity identity, String email, Optional<Role> defaultRole) {
        if (!members.hasAny(session)) {
            throw new Refusal(ErrorCode.FORBIDDEN, "Make the first admin with an e-mail address and a password.");
        }
        Optional<Invitation> invitation = invitations.useFor(session, email);
        return invitation.map(Invitation::role).or(() -> defaultRole).map(role -> {
            long team = invitation
                    .map(Invitation::teamId)
                    .orElseGet(() -> session.one(
                            "select id from team order by created_at, id limit 1", row -> row.number("id")));
            Member made = members.insert(
                    session,
                    team,
                    email,
                    identity.name().orElseGet(() -> Emails.localPart(email)),
                    role,
                    Optional.empty());
            members.setIdentity(session, made.id(), identity.issuer(), identity.subject());
            return made;
        });
    }
}
