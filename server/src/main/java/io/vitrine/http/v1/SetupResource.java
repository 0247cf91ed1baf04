package io.vitrine.http.v1;

import io.vitrine.http.BodyFields;
import io.vitrine.http.MemberAuthentication;
import io.vitrine.http.OwnAddress;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import io.vitrine.member.FirstRun;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/setup}: the first run of an installation, and how people sign in here. */
public final class SetupResource {
    private static final String PATH = "/api/v1/setup";

    private final FirstRun firstRun;
    private final SessionReplies replies;
    private final OwnAddress address;
    private final Optional<String> oidcLabel;

    /** @param oidcLabel what the button of the identity provider says, where there is one */
    public SetupResource(FirstRun firstRun, SessionReplies replies, OwnAddress address, Optional<String> oidcLabel) {
        this.firstRun = firstRun;
        this.replies = replies;
        this.address = address;
        this.oidcLabel = oidcLabel;
    }

    public List<Route> routes() {
        return List.of(Route.get(PATH, this::get), Route.post(PATH, this::run));
    }

    private Reply get(Request request) {
        boolean needed = firstRun.isNeeded();
        ObjectNode body = Json.object()
                .put("needed", needed)
                .put("code_required", needed && firstRun.code().isPresent());
        oidcLabel.ifPresentOrElse(label -> body.putObject("oidc").put("label", label), () -> body.putNull("oidc"));
        return Reply.json(body).with("Cache-Control", "no-store");
    }

    private Reply run(Request request) {
        address.refuseOtherPages(request);
        BodyFields body = BodyFields.of(request);
        FirstRun.Admin admin =
                new FirstRun.Admin(body.requiredText("email"), body.requiredText("password"), body.name("name"));
        return replies.started(firstRun.run(admin, body.text("code"), MemberAuthentication.device(request)), request);
    }
}
