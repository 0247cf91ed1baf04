package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.access.Role;
import io.vitrine.database.Database;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.MemberAuthentication;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.member.MemberFeatures;
import io.vitrine.member.Members;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/members}: the people of the team. */
public final class MemberResource {
    private static final String PATH = "/api/v1/members";

    private final Database database;
    private final MemberFeatures features;
    private final MemberAuthentication authentication;

    public MemberResource(Database database, MemberFeatures features, MemberAuthentication authentication) {
        this.database = database;
        this.features = features;
        this.authentication = authentication;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get(PATH, guard.with(Permission.READ_SETUP, this::list)),
                Route.get(PATH + "/{id}", guard.with(Permission.READ_SETUP, this::get)),
                Route.patch(PATH + "/{id}", guard.with(Permission.ADMINISTER, this::change)),
                Route.delete(PATH + "/{id}", guard.with(Permission.ADMINISTER, this::remove)));
    }

    private Reply list(Caller caller, Request request) {
        return V1Replies.list(
                "members",
                database.withSession(session -> features.members().list(session, caller.teamId())),
                MemberJson::of);
    }

    private Reply get(Caller caller, Request request) {
        long id = V1Replies.id(request);
        return Reply.json(
                MemberJson.of(database.withSession(session -> features.members().get(session, caller.teamId(), id))));
    }

    private Reply change(Caller caller, Request request) {
        long id = V1Replies.id(request);
        BodyFields body = BodyFields.of(request);
        Members.Change change = new Members.Change(role(body), body.name("name"), body.bool("disabled"));
        Reply reply = Reply.json(MemberJson.of(
                database.inTransaction(session -> features.office().change(session, caller, id, change))));
        authentication.forget();
        return reply;
    }

    private Reply remove(Caller caller, Request request) {
        long id = V1Replies.id(request);
        database.transact(session -> features.office().remove(session, caller, id));
        authentication.forget();
        return Reply.empty(204);
    }

    /** The role that a body names. */
    static Optional<Role> role(BodyFields body) {
        return body.text("role")
                .map(name -> Role.named(name)
                        .orElseThrow(() -> BodyFields.invalid(
                                "role",
                                "The field role takes viewer, editor, publisher or admin, and got \"" + name + "\".")));
    }
}
