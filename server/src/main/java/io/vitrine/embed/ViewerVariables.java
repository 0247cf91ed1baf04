package io.vitrine.embed;

import io.vitrine.customer.Customer;
import io.vitrine.dashboard.Control;
import io.vitrine.dashboard.Definition;
import io.vitrine.dashboard.EmbedVariable;
import io.vitrine.dashboard.Panel;
import io.vitrine.json.Json;
import io.vitrine.query.template.Origin.Offered;
import io.vitrine.query.template.TenantVariables;
import io.vitrine.query.template.Value;
import io.vitrine.query.template.Variable;
import io.vitrine.query.template.VariableCatalog;
import io.vitrine.query.template.VariableCatalog.Declaration;
import io.vitrine.query.template.VariableKind;
import io.vitrine.query.template.VariableName;
import io.vitrine.query.template.VariableScope;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
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
    private final VariableCatalog catalog;
    private final VariableScope own;

    private ViewerVariables(EmbedSession session, InstantSource clock) {
        this.session = session;
        this.definition = session.dashboard().definition();
        this.catalog = catalog(session.dashboard().levels(), definition);
        this.own = VariableScope.of(catalog, tenant(session))
                .offer(Offered.EMBED_DEFAULT, embedDefaults())
                .offer(Offered.CONTROL_DEFAULT, controlDefaults(clock));
    }

    /** The variables of a session to which nothing was offered yet. */
    public static ViewerVariables of(EmbedSession session, InstantSource clock) {
        return new ViewerVariables(session, clock);
    }

    /** All that a query of this session sees. */
    public VariableScope scope(Map<Offered, Map<String, Value>> offered) {
        Set<String> settable = ViewerDefinition.settable(session);
        VariableScope scope = own;
        for (Map.Entry<Offered, Map<String, Value>> layer : offered.entrySet()) {
            Map<String, Value> allowed = new LinkedHashMap<>(layer.getValue());
            allowed.keySet().removeIf(name -> !settable.contains(ViewerDefinition.root(name)));
            scope = scope.offer(layer.getKey(), allowed);
        }
        return scope;
    }

    /** The customer's values that the visible texts name, and no others. */
    public ObjectNode namedInTexts() {
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

    /** The variables that a dashboard declares, for a team of these levels. */
    public static VariableCatalog catalog(List<String> levels, Definition definition) {
        List<Declaration> declarations = new ArrayList<>();
        for (EmbedVariable variable : definition.variables()) {
            declarations.add(new Declaration(variable.name(), kind(variable.type())));
        }
        for (Control control : definition.controls()) {
            declarations.add(declaration(control));
        }
        for (Panel panel : definition.panels()) {
            if (panel.setsVariable()) {
                declarations.add(new Declaration(panel.id(), VariableKind.ANY));
            }
        }
        return VariableCatalog.ofLevels(levels).with(declarations);
    }

    private static Declaration declaration(Control control) {
        Optional<List<String>> options = control.listedValues()
                .map(values -> values.stream().map(ViewerVariables::text).toList());
        VariableKind kind = switch (control.kind()) {
            case "date" -> VariableKind.DATE;
            case "date_range" -> VariableKind.DATE_RANGE;
            case "number", "time_period" -> VariableKind.NUMBER;
            case "text", "date_group" -> VariableKind.TEXT;
            default -> VariableKind.ANY;
        };
        return new Declaration(control.id(), kind, options);
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static VariableKind kind(String type) {
        return switch (type) {
            case "string", "string_list" -> VariableKind.TEXT;
            case "number", "number_list" -> VariableKind.NUMBER;
            case "boolean" -> VariableKind.BOOLEAN;
            case "date", "timestamp" -> VariableKind.DATE;
            case "date_range" -> VariableKind.DATE_RANGE;
            default -> VariableKind.ANY;
        };
    }

    private static TenantVariables tenant(EmbedSession session) {
        TenantVariables variables = TenantVariables.none();
        List<Customer> line = session.customer().selfAndAncestors();
        for (Customer member : line.reversed()) {
            variables = variables.at(member.level().name(), member.providedId(), member.name());
        }
        for (var property : session.customer().properties().entrySet()) {
            variables = variables.property(
                    property.getKey(),
                    property.getValue().value(),
                    property.getValue().from());
        }
        return variables;
    }

    private Map<String, Value> embedDefaults() {
        Map<String, Value> values = new LinkedHashMap<>();
        for (EmbedVariable variable : definition.variables()) {
            variable.defaultValue().ifPresent(value -> values.put(variable.name(), Value.of(value)));
        }
        return values;
    }

    private Map<String, Value> controlDefaults(InstantSource clock) {
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
