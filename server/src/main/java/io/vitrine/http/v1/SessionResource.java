package io.vitrine.http.v1;

import io.vitrine.access.Permission;
import io.vitrine.database.Database;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.MemberAuthentication;
import io.vitrine.http.OwnAddress;
import io.vitrine.http.QueryFields;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import io.vitrine.member.Device;
import io.vitrine.member.MemberFeatures;
import io.vitrine.member.MemberSession;
import io.vitrine.member.SignedIn;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/session}: sign in, see who one is, sign out; {@code /api/v1/sessions}: where one is signed in. */
public final class SessionResource {
    private static final String OWN = "/api/v1/session";
    private static final String ALL = "/api/v1/sessions";

    private final Database database;
    private final MemberFeatures features;
    private final MemberAuthentication authentication;
    private final SessionReplies replies;
    private final OwnAddress address;

    public SessionResource(
            Database database,
            MemberFeatures features,
            MemberAuthentication authentication,
            SessionReplies replies,
            OwnAddress address) {
        this.database = database;
        this.features = features;
        this.authentication = authentication;
        this.replies = replies;
        this.address = address;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.post(OWN, this::signIn),
                Route.get(OWN, guard.forMember((me, request) -> Reply.json(MemberJson.signedIn(me)))),
                Route.delete(OWN, guard.forMember(this::signOut)),
                Route.post(OWN + "/password", guard.forMember(this::changePassword)),
                Route.get(ALL, guard.forMember(this::list)),
                Route.delete(ALL + "/{id}", guard.forMember(this::end)));
    }

    private Reply signIn(Request request) {
        address.refuseOtherPages(request);
        BodyFields body = BodyFields.of(request);
        return replies.started(
                features.signIn()
                        .withPassword(body.requiredText("email"), body.requiredText("password"), device(request)),
                request);
    }

    private Reply signOut(SignedIn me, Request request) {
        features.signIn().signOut(me, device(request));
        authentication.forget();
        return replies.ended(request);
    }

    private Reply changePassword(SignedIn me, Request request) {
        BodyFields body = BodyFields.of(request);
        features.signIn().changePassword(me, body.requiredText("current"), body.requiredText("new"), device(request));
        authentication.forget();
        return Reply.empty(204);
    }

    private Reply list(SignedIn me, Request request) {
        long member = new QueryFields(request)
                .text("member")
                .map(SessionResource::memberId)
                .orElse(me.member().id());
        if (member != me.member().id()) {
            me.in(me.groups().getFirst()).require(Permission.ADMINISTER);
        }
        List<MemberSession> sessions = database.withSession(session -> {
            features.members().get(session, me.member().teamId(), member);
            return features.sessions().list(session, member);
        });
        return V1Replies.list("sessions", sessions, one -> json(one, me));
    }

    private Reply end(SignedIn me, Request request) {
        long id = V1Replies.id(request);
        boolean isAdmin = me.member().role().permissions().contains(Permission.ADMINISTER);
        features.signIn().endSession(me, id, isAdmin, device(request));
        authentication.forget();
        return id == me.sessionId() ? replies.ended(request) : Reply.empty(204);
    }

    private static long memberId(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new Refusal(ErrorCode.NOT_FOUND, "member", "There is no member of this id.");
        }
        return Long.parseLong(text);
    }

    private static Device device(Request request) {
        return MemberAuthentication.device(request);
    }

    private static ObjectNode json(MemberSession session, SignedIn me) {
        return Json.object()
                .put("id", session.id())
                .put("created_at", session.createdAt().toString())
                .put("last_seen_at", session.lastSeenAt().toString())
                .put("address", session.address())
                .put("user_agent", session.userAgent())
                .put("current", session.id() == me.sessionId());
    }
}
