package io.vitrine.embed;

import io.vitrine.dashboard.Control;
import io.vitrine.dashboard.Dataset;
import io.vitrine.dashboard.Definition;
import io.vitrine.dashboard.Panel;
import io.vitrine.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A definition as a viewer gets it: only what this customer may see, and of datasets only their names and which of the
 * viewer's own variables they use, so that a page knows what to reload.
 *
 * <p>Written member by member rather than by taking things away: what nobody thought of stays inside.
 */
public final class ViewerDefinition {
    private static final List<String> PLAIN_MEMBERS =
            List.of("name", "description", "time_zone", "theme", "variables", "live", "refresh_minutes");

    private final EmbedSession session;
    private final Definition definition;

    private ViewerDefinition(EmbedSession session) {
        this.session = session;
        this.definition = session.dashboard().definition();
    }

    /** The definition of a session's dashboard for its viewer. */
    public static ObjectNode of(EmbedSession session) {
        return new ViewerDefinition(session).json();
    }

    /** The datasets whose rows a session may have, and no others. */
    static List<Dataset> datasets(EmbedSession session) {
        Definition definition = session.dashboard().definition();
        Set<String> names = new LinkedHashSet<>();
        session.panels().forEach(panel -> {
            panel.dataset().ifPresent(names::add);
            panel.underlyingDataset().ifPresent(names::add);
            panel.textVariables().stream().map(ViewerDefinition::root).forEach(names::add);
        });
        session.controls().forEach(control -> control.optionsDataset().ifPresent(names::add));
        return definition.datasets().stream()
                .filter(dataset -> names.contains(dataset.name()))
                .toList();
    }

    private ObjectNode json() {
        ObjectNode json = Json.object();
        for (String member : PLAIN_MEMBERS) {
            JsonNode value = definition.json().get(member);
            if (value != null) {
                json.set(member, value);
            }
        }
        ArrayNode datasets = json.putArray("datasets");
        Set<String> settable = settable(session);
        for (Dataset dataset : datasets(session)) {
            ObjectNode entry = datasets.addObject().put("name", dataset.name());
            ArrayNode variables = entry.putArray("variables");
            dataset.variables().stream()
                    .filter(name -> settable.contains(root(name)))
                    .forEach(variables::add);
        }
        ArrayNode controls = json.putArray("controls");
        session.controls().stream()
                .map(Control::json)
                .map(ViewerDefinition::visible)
                .forEach(controls::add);
        ArrayNode panels = json.putArray("panels");
        session.panels().stream()
                .map(Panel::json)
                .map(ViewerDefinition::visible)
                .forEach(panels::add);
        return json;
    }

    /** The names of the variables that a viewer may set. */
    static Set<String> settable(EmbedSession session) {
        Set<String> names = new LinkedHashSet<>();
        session.dashboard().definition().variables().forEach(variable -> names.add(variable.name()));
        Stream.concat(
                        session.controls().stream().map(Control::id),
                        session.panels().stream().filter(Panel::setsVariable).map(Panel::id))
                .forEach(names::add);
        return names;
    }

    static String root(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Whom else a part is shown to is nobody's business here. */
    private static ObjectNode visible(ObjectNode part) {
        ObjectNode copy = part.deepCopy();
        copy.remove("visibility");
        return copy;
    }
}
