package io.vitrine.embed;

import io.vitrine.dashboard.Control;
import io.vitrine.dashboard.Definition;
import io.vitrine.dashboard.EmbedVariable;
import io.vitrine.dashboard.Panel;
import io.vitrine.json.Json;
import io.vitrine.query.CustomerVariables;
import io.vitrine.query.template.Origin.Offered;
import io.vitrine.query.template.Value;
import io.vitrine.query.template.Variable;
import io.vitrine.query.template.VariableCatalog;
import io.vitrine.query.template.VariableName;
import io.vitrine.query.template.VariableScope;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The variables of a session: the customer's own, which nobody can set, and those that a viewer offers.
 *
 * <p>A viewer sets embed variables and the variables of controls and panels that it may see. Every other name is passed
 * over, so that no request can fill a name that a template gets to know later.
 */
public final class ViewerVariables {
    private final EmbedSession session;
    private final Definition definition;
    private final InstantSource clock;

    private ViewerVariables(EmbedSession session, InstantSource clock) {
        this.session = session;
        this.definition = session.dashboard().definition();
        this.clock = clock;
    }

    /** The variables of a session to which nothing was offered yet. */
    public static ViewerVariables of(EmbedSession session, InstantSource clock) {
        return new ViewerVariables(session, clock);
    }

    /** What the viewer may set of what it offers, and what the author set for the rest. */
    public Map<Offered, Map<String, Value>> offered(Map<Offered, Map<String, Value>> byViewer) {
        Set<String> settable = ViewerDefinition.settable(session);
        Map<Offered, Map<String, Value>> offered = new EnumMap<>(Offered.class);
        byViewer.forEach((from, values) -> {
            Map<String, Value> allowed = new LinkedHashMap<>(values);
            allowed.keySet().removeIf(name -> !settable.contains(ViewerDefinition.root(name)));
            offered.put(from, allowed);
        });
        offered.put(Offered.EMBED_DEFAULT, embedDefaults());
        offered.put(Offered.CONTROL_DEFAULT, controlDefaults());
        return offered;
    }

    /** The customer's values that the visible texts name, and no others. */
    public ObjectNode namedInTexts() {
        VariableCatalog catalog = VariableCatalog.ofLevels(session.dashboard().levels());
        VariableScope own = VariableScope.of(catalog, CustomerVariables.of(session.customer()));
        ObjectNode values = Json.object();
        for (Panel panel : session.panels()) {
            for (String text : panel.textVariables()) {
                if (catalog.isReserved(text)) {
                    VariableName.parse(text)
                            .flatMap(own::find)
                            .map(Variable::value)
                            .ifPresent(value -> values.set(text, value.toJson()));
                }
            }
        }
        return values;
    }

    private Map<String, Value> embedDefaults() {
        Map<String, Value> values = new LinkedHashMap<>();
        for (EmbedVariable variable : definition.variables()) {
            variable.defaultValue().ifPresent(value -> values.put(variable.name(), Value.of(value)));
        }
        return values;
    }

    private Map<String, Value> controlDefaults() {
        LocalDate today = LocalDate.now(clock.withZone(zone()));
        Map<String, Value> values = new LinkedHashMap<>();
        for (Control control : definition.controls()) {
            ControlDefaults.of(control, today).ifPresent(value -> values.put(control.id(), value));
        }
        return values;
    }

    /** The dashboard's zone; the viewer's own is known to the page alone, which then sends what it means. */
    private ZoneId zone() {
        String name = definition.json().path("time_zone").asString("UTC");
        try {
            return name.equals("local") ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
