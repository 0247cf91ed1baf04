package io.vitrine.http.embed;

import io.vitrine.embed.EmbedSession;
import io.vitrine.embed.EmbedSessions;
import io.vitrine.embed.FrameSeal;
import io.vitrine.embed.PanelQueries;
import io.vitrine.embed.PanelQueries.Part;
import io.vitrine.embed.PanelQueries.Question;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.BodyFields;
import io.vitrine.http.edge.Method;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.query.PreparedQuery;
import io.vitrine.query.template.Origin.Offered;
import io.vitrine.query.template.Value;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /embed/data} and {@code POST /embed/csv}: the rows of one part of the dashboard.
 *
 * <p>The body names a {@code panel} (with a {@code dataset} for the rows behind its marks), a {@code control}, or a
 * {@code dataset} whose first row a text shows; and the viewer's variables by where they come from: {@code input},
 * {@code variables} (the attribute) and {@code url}, whose values are JSON or the text that stands in the address.
 */
public final class DataCalls {
    private final EmbedSessions sessions;
    private final PanelQueries queries;
    private final ViewerRequests requests;

    public DataCalls(EmbedSessions sessions, PanelQueries queries, FrameSeal seals) {
        this.sessions = sessions;
        this.queries = queries;
        this.requests = new ViewerRequests(seals);
    }

    public List<Route> routes() {
        return Stream.of(
                        CrossOriginCalls.routes(Method.POST, "/embed/data", this::data),
                        CrossOriginCalls.routes(Method.POST, "/embed/csv", this::csv))
                .flatMap(List::stream)
                .toList();
    }

    private Reply data(Request request) {
        BodyFields body = BodyFields.of(request);
        EmbedSession session = session(request, body);
        return Reply.bytes("application/json", queries.columnar(session, question(body), request.client()::whenGone));
    }

    private Reply csv(Request request) {
        BodyFields body = BodyFields.of(request);
        EmbedSession session = session(request, body);
        Question question = question(body);
        PreparedQuery prepared = queries.prepareExport(session, question);
        return Reply.stream(
                        "text/csv; charset=utf-8",
                        out -> queries.csv(session, prepared, out, request.client()::whenGone))
                .with("Content-Disposition", "attachment; filename=\"" + fileName(question.part()) + ".csv\"");
    }

    private EmbedSession session(Request request, BodyFields body) {
        EmbedSession session = sessions.open(ViewerRequests.wanted(request, body), requests.page(request));
        body.number("version").ifPresent(version -> requireVersion(session, version));
        return session;
    }

    private static void requireVersion(EmbedSession session, long version) {
        boolean same = session.dashboard().version().stream().anyMatch(shown -> shown == version);
        if (!same) {
            throw new Refusal(
                    ErrorCode.PRECONDITION_FAILED,
                    "version",
                    "Another version is shown by now. Open the session again.");
        }
    }

    private static Question question(BodyFields body) {
        Map<Offered, Map<String, Value>> offered = new EnumMap<>(Offered.class);
        offered.put(Offered.LIVE_INPUT, values(body, "input"));
        offered.put(Offered.VARIABLES_ATTRIBUTE, values(body, "variables"));
        offered.put(Offered.URL, values(body, "url"));
        return new Question(part(body), offered);
    }

    private static Part part(BodyFields body) {
        Optional<String> panel = body.text("panel");
        if (panel.isPresent()) {
            return new Part.OfPanel(panel.get(), body.text("dataset"));
        }
        Optional<String> control = body.text("control");
        if (control.isPresent()) {
            return new Part.OfControl(control.get());
        }
        return new Part.FirstRow(body.text("dataset").orElseThrow(() -> BodyFields.missing("panel")));
    }

    private static Map<String, Value> values(BodyFields body, String field) {
        Map<String, Value> values = new LinkedHashMap<>();
        body.object(field)
                .ifPresent(object -> object.forEachEntry((name, json) -> values.put(name, value(field, json))));
        return values;
    }

    private static Value value(String field, JsonNode json) {
        return field.equals("url") && json.isString() ? Value.ofUrl(json.stringValue()) : Value.of(json);
    }

    private static String fileName(Part part) {
        return switch (part) {
            case Part.OfPanel(String id, Optional<String> _) -> id;
            case Part.OfControl(String id) -> id;
            case Part.FirstRow(String dataset) -> dataset;
        };
    }
}
