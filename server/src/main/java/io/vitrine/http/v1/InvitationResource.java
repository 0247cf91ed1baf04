package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.access.Role;
import io.vitrine.database.Database;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.MemberAuthentication;
import io.vitrine.http.OwnAddress;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import io.vitrine.member.Invitation;
import io.vitrine.member.Invitations;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/invitations}: links that make members, and links that give them a new password. */
public final class InvitationResource {
    private static final String PATH = "/api/v1/invitations";
    /** Where the console takes the code: behind the hash, which browsers send to no server and no log. */
    private static final String PAGE = "/invitation#";

    private final Database database;
    private final IdempotentCalls idempotent;
    private final Invitations invitations;
    private final SessionReplies replies;
    private final MemberAuthentication authentication;
    private final OwnAddress address;

    public InvitationResource(
            Database database,
            IdempotentCalls idempotent,
            Invitations invitations,
            SessionReplies replies,
            MemberAuthentication authentication,
            OwnAddress address) {
        this.database = database;
        this.idempotent = idempotent;
        this.invitations = invitations;
        this.replies = replies;
        this.authentication = authentication;
        this.address = address;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get(PATH, guard.with(Permission.ADMINISTER, this::list)),
                Route.post(PATH, guard.with(Permission.ADMINISTER, this::invite)),
                Route.delete(PATH + "/{id}", guard.with(Permission.ADMINISTER, this::revoke)),
                Route.post(
                        "/api/v1/members/{id}:reset-password", guard.with(Permission.ADMINISTER, this::resetPassword)),
                Route.get(PATH + "/by-code/{code}", this::byCode),
                Route.post(PATH + ":accept", this::accept));
    }

    private Reply list(Caller caller, Request request) {
        return V1Replies.list(
                "invitations",
                database.withSession(session -> invitations.list(session, caller.teamId())),
                InvitationResource::json);
    }

    private Reply invite(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            BodyFields body = BodyFields.of(request);
            Role role = MemberResource.role(body).orElseThrow(() -> BodyFields.missing("role"));
            return issued(invitations.invite(session, caller, body.requiredText("email"), role), request);
        });
    }

    private Reply resetPassword(Caller caller, Request request) {
        return idempotent.run(
                request,
                caller,
                session -> issued(invitations.resetPassword(session, caller, V1Replies.id(request)), request));
    }

    private Reply revoke(Caller caller, Request request) {
        long id = V1Replies.id(request);
        database.transact(session -> invitations.revoke(session, caller, id));
        return Reply.empty(204);
    }

    private Reply byCode(Request request) {
        Invitation invitation = invitations.byCode(request.pathParameter("code"));
        ObjectNode body = json(invitation);
        body.remove("id");
        body.putObject("team").put("name", invitation.teamName());
        return Reply.json(body).with("Cache-Control", "no-store");
    }

    private Reply accept(Request request) {
        address.refuseOtherPages(request);
        BodyFields body = BodyFields.of(request);
        Reply reply = replies.started(
                invitations.accept(
                        body.requiredText("code"),
                        body.name("name"),
                        body.requiredText("password"),
                        MemberAuthentication.device(request)),
                request);
        authentication.forget();
        return reply;
    }

    private Reply issued(Invitations.Issued issued, Request request) {
        return Reply.json(201, json(issued.invitation()).put("url", address.base(request) + PAGE + issued.code()));
    }

    private static ObjectNode json(Invitation invitation) {
        return Json.object()
                .put("id", invitation.id())
                .put("kind", invitation.isPasswordReset() ? "password_reset" : "invitation")
                .put("email", invitation.email())
                .put("role", invitation.role().wireName())
                .put("created_at", invitation.createdAt().toString())
                .put("expires_at", invitation.expiresAt().toString());
    }
}
