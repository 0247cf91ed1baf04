package io.vitrine.dashboard;

import io.vitrine.query.template.SqlDialect;
import io.vitrine.query.template.VariableCatalog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The rules that no schema can say: names are unique and free, and whatever is referred to is there. Pure. */
final class DefinitionReferences {
    private static final int GRID_COLUMNS = 12;

    private final Definition definition;
    private final TeamVocabulary team;
    private final VariableCatalog catalog;
    private final Set<String> datasets;
    private final Map<String, String> variables = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private DefinitionReferences(Definition definition, TeamVocabulary team) {
        this.definition = definition;
        this.team = team;
        this.catalog = VariableCatalog.ofLevels(team.levels()).with(Declarations.of(definition));
        this.datasets = definition.datasets().stream().map(Dataset::name).collect(Collectors.toSet());
    }

    static List<Problem> problems(Definition definition, TeamVocabulary team) {
        DefinitionReferences references = new DefinitionReferences(definition, team);
        references.names();
        references.datasets();
        references.controls();
        references.panels();
        references.visibility("/visibility", definition.visibility());
        return List.copyOf(references.problems);
    }

    /** Embed variables, controls and panels share one name space, because each can be the name of a variable. */
    private void names() {
        for (int i = 0; i < definition.variables().size(); i++) {
            name("/variables/" + i + "/name", definition.variables().get(i).name(), "an embed variable");
        }
        for (int i = 0; i < definition.controls().size(); i++) {
            name("/controls/" + i + "/id", definition.controls().get(i).id(), "a control");
        }
        for (int i = 0; i < definition.panels().size(); i++) {
            name("/panels/" + i + "/id", definition.panels().get(i).id(), "a panel");
        }
    }

    private void name(String path, String name, String what) {
        if (team.isReserved(name)) {
            problem(path, name + " belongs to customers and cannot name " + what + ". Choose another name.");
        }
        String before = variables.putIfAbsent(name, what);
        if (before != null) {
            problem(path, "The name " + name + " is taken already, by " + before + ". Choose another name.");
        }
    }

    private void datasets() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < definition.datasets().size(); i++) {
            Dataset dataset = definition.datasets().get(i);
            String path = "/datasets/" + i;
            if (!seen.add(dataset.name())) {
                problem(path + "/name", "There are two datasets " + dataset.name() + ". Choose another name.");
            }
            if (team.isReserved(dataset.name())) {
                problem(path + "/name", dataset.name() + " belongs to customers and cannot name a dataset.");
            }
            Optional<SqlDialect> dialect = team.schemas().get(dataset.schema());
            if (dialect == null) {
                problem(
                        path + "/schema",
                        "There is no schema " + dataset.schema()
                                + oneOf(team.schemas().keySet()));
            } else {
                DatasetTemplates.errors(dataset, dialect, catalog)
                        .forEach(error -> problem(path + "/sql", error.toString()));
            }
        }
    }

    private void controls() {
        Set<String> ids = definition.controls().stream().map(Control::id).collect(Collectors.toSet());
        for (int i = 0; i < definition.controls().size(); i++) {
            Control control = definition.controls().get(i);
            String path = "/controls/" + i;
            control.optionsDataset().ifPresent(name -> dataset(path + "/options/dataset", name));
            for (int j = 0; j < control.dependsOn().size(); j++) {
                if (!ids.contains(control.dependsOn().get(j))) {
                    problem(
                            path + "/depends_on/" + j,
                            "There is no control " + control.dependsOn().get(j) + oneOf(ids));
                }
            }
            circle(control)
                    .ifPresent(circle -> problem(
                            path + "/depends_on",
                            "These controls wait for one another: " + String.join(" → ", circle) + "."));
            defaultValue(path, control);
            visibility(path + "/visibility", control.visibility());
            layout(path, control.json());
        }
    }

    /** The way from a control back to itself, where there is one. */
    private Optional<List<String>> circle(Control start) {
        Deque<List<String>> ways = new ArrayDeque<>();
        Set<String> visited = new HashSet<>();
        ways.add(List.of(start.id()));
        while (!ways.isEmpty()) {
            List<String> way = ways.remove();
            for (String next :
                    definition.control(way.getLast()).map(Control::dependsOn).orElse(List.of())) {
                List<String> longer = new ArrayList<>(way);
                longer.add(next);
                if (next.equals(start.id())) {
                    return Optional.of(longer);
                }
                if (visited.add(next)) {
                    ways.add(longer);
                }
            }
        }
        return Optional.empty();
    }

    private void defaultValue(String path, Control control) {
        JsonNode value = control.json().path("default");
        Optional<List<JsonNode>> listed = control.listedValues();
        if (value.isMissingNode() || listed.isEmpty()) {
            return;
        }
        List<JsonNode> chosen = value.isArray() ? List.copyOf(value.values()) : List.of(value);
        for (JsonNode one : chosen) {
            if (!listed.get().contains(one)) {
                problem(path + "/default", "The default " + one + " is none of the control's options.");
            }
        }
    }

    private void panels() {
        for (int i = 0; i < definition.panels().size(); i++) {
            Panel panel = definition.panels().get(i);
            String path = "/panels/" + i;
            panel.dataset().ifPresent(name -> dataset(path + "/dataset", name));
            panel.underlyingDataset().ifPresent(name -> dataset(path + "/drill_down/dataset", name));
            if (panel.setsVariable() && datasets.contains(panel.id())) {
                problem(
                        path + "/id",
                        "A click on this panel sets the variable " + panel.id()
                                + ", which is the name of a dataset already. Choose another id.");
            }
            for (String name : panel.groupVariables()) {
                if (!isVariable(name)) {
                    problem(path, "The group_variable " + name + " is neither a control nor an embed variable.");
                }
            }
            for (String name : panel.textVariables()) {
                if (!isTextVariable(name)) {
                    problem(
                            path,
                            "There is no variable " + name
                                    + ". A text may name a customer's variable, a control, an embed variable or"
                                    + " <dataset>.<column>.");
                }
            }
            visibility(path + "/visibility", panel.visibility());
            layout(path, panel.json());
        }
    }

    private boolean isVariable(String name) {
        return definition.control(name).isPresent()
                || definition.variables().stream()
                        .anyMatch(variable -> variable.name().equals(name));
    }

    private boolean isTextVariable(String name) {
        int dot = name.indexOf('.');
        String root = dot < 0 ? name : name.substring(0, dot);
        return team.isReserved(root) || variables.containsKey(root) || (dot > 0 && datasets.contains(root));
    }

    private void dataset(String path, String name) {
        if (!datasets.contains(name)) {
            problem(path, "There is no dataset " + name + oneOf(datasets));
        }
    }

    private void visibility(String path, Visibility visibility) {
        visibility.groupTags().ifPresent(tags -> known(path + "/group_tags", "group tag", tags, team.groupTags()));
        visibility
                .levels()
                .ifPresent(names -> known(path + "/levels", "level", names, new LinkedHashSet<>(team.levels())));
    }

    private void known(String path, String what, List<String> names, Set<String> all) {
        if (names.isEmpty()) {
            problem(path, "An empty list admits nobody. Name a " + what + ", or leave the list out.");
        }
        for (int i = 0; i < names.size(); i++) {
            if (!all.contains(names.get(i))) {
                problem(path + "/" + i, "There is no " + what + " " + names.get(i) + oneOf(all));
            }
        }
    }

    private void layout(String path, JsonNode part) {
        JsonNode layout = part.path("layout");
        if (layout.isObject() && layout.path("x").intValue() + layout.path("w").intValue() > GRID_COLUMNS) {
            problem(path + "/layout", "x and w together go beyond the grid of " + GRID_COLUMNS + " columns.");
        }
    }

    private static String oneOf(Set<String> names) {
        return names.isEmpty()
                ? ". There is none yet."
                : ". There are " + names.stream().sorted().limit(20).collect(Collectors.joining(", ")) + ".";
    }

    private void problem(String path, String reason) {
        problems.add(new Problem(path, reason));
    }
}
