package io.vitrine.dashboard;

import io.vitrine.query.template.VariableCatalog.Declaration;
import io.vitrine.query.template.VariableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The variables that a dashboard brings: its embed variables, its controls, and the panels whose clicks set one. */
public final class Declarations {
    private Declarations() {}

    /** The variables that a dashboard declares. */
    public static List<Declaration> of(Definition definition) {
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
        return List.copyOf(declarations);
    }

    private static Declaration declaration(Control control) {
        Optional<List<String>> options = control.listedValues()
                .map(values -> values.stream().map(Declarations::text).toList());
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
}
