package io.vitrine.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One chart, table, text or image of a dashboard.
 *
 * @param dataset absent for texts and images
 * @param json as its author wrote it; must not be changed in place
 */
public record Panel(String id, String type, Optional<String> dataset, Visibility visibility, ObjectNode json) {
    static Panel of(ObjectNode json) {
        return new Panel(
                json.path("id").stringValue(),
                json.path("type").stringValue(),
                json.path("dataset").stringValueOpt(),
                Visibility.of(json.path("visibility")),
                json);
    }

    /** The dashboard that a click opens. */
    public Optional<String> opensDashboard() {
        return drillDown("dashboard").flatMap(json -> json.path("dashboard").stringValueOpt());
    }

    /** The dataset that shows what is behind a click, where it is not the panel's own. */
    public Optional<String> underlyingDataset() {
        return drillDown("underlying").flatMap(json -> json.path("dataset").stringValueOpt());
    }

    /** Whether a click sets a variable named after the panel. */
    public boolean setsVariable() {
        return drillDown("variable").isPresent();
    }

    /** The variables that its texts name between double braces. */
    public List<String> textVariables() {
        return TextVariables.in(json);
    }

    /** The variables that choose how its dates are grouped. */
    public List<String> groupVariables() {
        List<String> names = new ArrayList<>();
        json.findValues("group_variable").forEach(name -> names.add(name.asString("")));
        return names;
    }

    private Optional<JsonNode> drillDown(String kind) {
        JsonNode drillDown = json.path("drill_down");
        return drillDown.path("kind").asString("").equals(kind) ? Optional.of(drillDown) : Optional.empty();
    }
}
