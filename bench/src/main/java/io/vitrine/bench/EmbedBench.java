package io.vitrine.bench;

import io.vitrine.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * The embed in a browser, measured by {@code bench/embed/run.mjs}.
 *
 * <p>The script prints, as its last line, a JSON array of figures: {@code what}, {@code unit}, {@code values}, and where
 * there are some {@code limit} (values), {@code at_most} or {@code at_least} (of the ratio, or of the value), {@code note}.
 */
record EmbedBench() implements Bench {
    @Override
    public String name() {
        return "embed";
    }

    @Override
    public String title() {
        return "the embed in a browser: weight, time to the first rows, time to update";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Path script = stage.root().resolve("bench/embed/run.mjs");
        if (!Files.exists(script)) {
            return List.of(Figure.missing("not measured", "bench/embed/run.mjs is not there"));
        }
        String output = Command.of(stage.root(), "node", script.toString())
                .with("BENCH_OPENINGS", Integer.toString(stage.plan().openings()))
                .run();
        List<Figure> figures = new ArrayList<>();
        for (JsonNode figure : Json.MAPPER.readTree(
                output.lines().reduce("[]", (before, line) -> line.isBlank() ? before : line))) {
            figures.add(figure(figure));
        }
        return figures;
    }

    private static Figure figure(JsonNode json) {
        Series measured = series(json.path("values"));
        Optional<Series> limit = json.has("limit") ? Optional.of(series(json.path("limit"))) : Optional.empty();
        Optional<Goal> goal = json.has("at_most")
                ? Optional.of(new Goal.AtMost(json.path("at_most").doubleValue()))
                : json.has("at_least")
                        ? Optional.of(new Goal.AtLeast(json.path("at_least").doubleValue()))
                        : Optional.empty();
        return new Figure(
                json.path("what").asString(),
                json.path("unit").asString(""),
                measured,
                limit,
                limit.isPresent()
                        ? OptionalDouble.of(measured.median() / limit.get().median())
                        : OptionalDouble.empty(),
                goal,
                json.path("note").asString(""));
    }

    private static Series series(JsonNode values) {
        List<Double> numbers = new ArrayList<>();
        values.forEach(value -> numbers.add(value.doubleValue()));
        return Series.of(numbers);
    }
}
