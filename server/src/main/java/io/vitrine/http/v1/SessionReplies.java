package io.vitrine.http.v1;

import io.vitrine.http.SessionCookie;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.member.MemberSessions;
import io.vitrine.member.SignIn;

/** The answer that begins a session, for the four ways in: first run, password, invitation, identity provider. */
public final class SessionReplies {
    private final SessionCookie cookie;
    private final MemberSessions sessions;

    public SessionReplies(SessionCookie cookie, MemberSessions sessions) {
        this.cookie = cookie;
        this.sessions = sessions;
    }

    /** Who has signed in, with the cookie. */
    Reply started(SignIn.Started started, Request request) {
        return withCookie(
                Reply.json(201, MemberJson.signedIn(started.signedIn())).with("Cache-Control", "no-store"),
                started,
                request);
    }

    Reply withCookie(Reply reply, SignIn.Started started, Request request) {
        return cookie.give(reply, request, started.secret(), sessions.limits().longest());
    }

    /** Nothing, and the cookie is gone. */
    Reply ended(Request request) {
        return cookie.takeAway(Reply.empty(204), request);
    }
}
