package io.vitrine.http.embed;

import io.vitrine.activity.PanelRuns;
import io.vitrine.customer.Customer;
import io.vitrine.dashboard.ShownDashboard;
import io.vitrine.embed.EmbedSession;
import io.vitrine.embed.EmbedSessions;
import io.vitrine.embed.FrameSeal;
import io.vitrine.embed.Revision;
import io.vitrine.embed.ViewerDefinition;
import io.vitrine.embed.ViewerVariables;
import io.vitrine.http.BodyFields;
import io.vitrine.http.edge.Method;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /embed/session} and {@code GET /embed/revision}: what to show, and whether it is still that. */
public final class SessionCalls {
    private final EmbedSessions sessions;
    private final ViewerRequests requests;
    private final PanelRuns runs;
    private final InstantSource clock;

    public SessionCalls(EmbedSessions sessions, FrameSeal seals, PanelRuns runs, InstantSource clock) {
        this.sessions = sessions;
        this.requests = new ViewerRequests(seals);
        this.runs = runs;
        this.clock = clock;
    }

    public List<Route> routes() {
        return Stream.of(
                        CrossOriginCalls.routes(Method.POST, "/embed/session", this::open),
                        CrossOriginCalls.routes(Method.GET, "/embed/revision", this::revision))
                .flatMap(List::stream)
                .toList();
    }

    private Reply open(Request request) {
        EmbedSession session =
                sessions.open(ViewerRequests.wanted(request, BodyFields.of(request)), requests.page(request));
        ShownDashboard shown = session.dashboard();
        ObjectNode body = Json.object();
        ObjectNode dashboard = body.putObject("dashboard");
        dashboard.put("embed_id", shown.embedId().text());
        dashboard.put("name", shown.definition().name());
        shown.version()
                .ifPresentOrElse(version -> dashboard.put("version", version), () -> dashboard.putNull("version"));
        dashboard.set("definition", ViewerDefinition.of(session));
        Customer customer = session.customer().customer();
        if (!session.isPreview()) {
            runs.opened(customer.visibilityGroupId(), shown.embedId().text());
        }
        body.putObject("customer")
                .put("name", customer.name())
                .put("provided_id", customer.providedId())
                .put("is_demo_group", customer.isDemoGroup());
        body.set("variables", ViewerVariables.of(session, clock).namedInTexts());
        ObjectNode capabilities = body.putObject("capabilities");
        session.features()
                .ifPresentOrElse(
                        features -> features.forEach(capabilities.putArray("features")::add),
                        () -> capabilities.putArray("features").add("*"));
        capabilities.put("edit_sections", session.sectionEditing());
        session.chartId().ifPresent(id -> body.put("chart_id", id));
        session.expiresAt().ifPresent(at -> body.put("expires_at", at.toString()));
        body.put("live", shown.definition().isLive());
        body.set("revision", json(session.revision()));
        return Reply.json(body);
    }

    private Reply revision(Request request) {
        EmbedSession session = sessions.open(ViewerRequests.wanted(request), requests.page(request));
        return Reply.json(Json.object().set("revision", json(session.revision())));
    }

    static ObjectNode json(Revision revision) {
        return Json.object().put("customer", revision.customer()).put("dashboard", revision.dashboard());
    }
}
