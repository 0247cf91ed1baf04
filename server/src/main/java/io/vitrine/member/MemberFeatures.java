package io.vitrine.member;

import io.vitrine.audit.AuditTrail;
import io.vitrine.database.Database;
import io.vitrine.database.Sealer;

/** The use cases of members, wired to one another. */
public record MemberFeatures(
        Members members,
        MemberSessions sessions,
        MemberOffice office,
        SignIn signIn,
        FirstRun firstRun,
        Invitations invitations,
        Identities identities) {

    /**
     * Makes them.
     *
     * @param codeRequired whether strangers can reach the server, so that the first run takes a code
     */
    public static MemberFeatures of(
            Database database, Sealer sealer, AuditTrail audit, MemberSessions.Limits limits, boolean codeRequired) {
        Members members = new Members();
        MemberSessions sessions = new MemberSessions(sealer, limits);
        Passwords passwords = new Passwords(sealer);
        SignIn signIn = new SignIn(database, members, sessions, passwords, new SignInAttempts(database, sealer), audit);
        Invitations invitations = new Invitations(database, members, sessions, passwords, signIn, sealer, audit);
        return new MemberFeatures(
                members,
                sessions,
                new MemberOffice(members, sessions, audit),
                signIn,
                new FirstRun(database, members, passwords, signIn, sealer, codeRequired),
                invitations,
                new Identities(database, members, invitations, signIn));
    }
}
