package io.vitrine.bench;

import io.vitrine.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes one picture: a line for each path, answers a second over one axis. */
final class Curves {
    private final String name;
    private final String axis;
    private final Map<String, List<Point>> lines = new LinkedHashMap<>();

    private record Point(double x, double y) {}

    /**
     * @param name of the picture's file
     * @param axis what grows
     */
    Curves(String name, String axis) {
        this.name = name;
        this.axis = axis;
    }

    String name() {
        return name;
    }

    void add(String line, double x, double y) {
        lines.computeIfAbsent(line, _ -> new ArrayList<>()).add(new Point(x, y));
    }

    /** The values of a line, in the order in which they were added. */
    List<Double> values(String line) {
        return lines.getOrDefault(line, List.of()).stream().map(Point::y).toList();
    }

    ObjectNode json() {
        ObjectNode curves = Json.object().put("axis", axis);
        ObjectNode drawn = curves.putObject("lines");
        lines.forEach((line, points) -> {
            ArrayNode pairs = drawn.putArray(line);
            points.forEach(point -> pairs.addArray().add(point.x()).add(Math.round(point.y())));
        });
        return curves;
    }
}
