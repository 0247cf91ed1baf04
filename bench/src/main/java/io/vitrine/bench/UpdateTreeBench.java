package io.vitrine.bench;

import java.util.List;

/** An update of a customer with very many descendants, held against one of a customer with none. */
record UpdateTreeBench() implements Bench {
    private static final double LATENCY = 1.1;

    @Override
    public String name() {
        return "update-tree";
    }

    @Override
    public String title() {
        return "update_customer of a root with many descendants against the same of a customer with none";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Population population = new Population(Population.Kind.TREE, stage.plan().customers());
        try (Vitrine server = stage.serve(stage.database(population))) {
            Calls http = server.http();
            Wrk root = update(stage, Population.ROOT);
            Wrk loner = update(stage, Population.LONER);
            Wrk leaf = update(stage, Population.PREFIX + "7");
            root.run(http.url(), http.token(), 1, stage.plan().warmUp());
            Rounds<Load, Load> alike = rounds(stage, http, root, loner);
            Rounds<Load, Load> below = rounds(stage, http, root, leaf);
            return List.of(
                    Figure.against(
                                    "p50, root against a customer beside it",
                                    "ms",
                                    Rounds.series(alike.first(), Load::p50),
                                    Rounds.series(alike.second(), Load::p50),
                                    new Goal.AtMost(LATENCY))
                            .with(population.customers() + " descendants"),
                    Figure.against(
                                    "p50, root against a leaf two levels below it",
                                    "ms",
                                    Rounds.series(below.first(), Load::p50),
                                    Rounds.series(below.second(), Load::p50),
                                    new Goal.AtMost(LATENCY))
                            .with("the leaf's answer also reads its ancestors"));
        }
    }

    private static Rounds<Load, Load> rounds(Stage stage, Calls http, Wrk first, Wrk second) throws Exception {
        return Rounds.interleave(
                stage.plan().rounds(),
                () -> first.run(http.url(), http.token(), 1, stage.plan().round().dividedBy(2)),
                () -> second.run(http.url(), http.token(), 1, stage.plan().round().dividedBy(2)));
    }

    private static Wrk update(Stage stage, String providedId) {
        return Wrk.of(
                stage.root(),
                "fixed.lua",
                "POST",
                "/api/update_customer/",
                "{\"provided_id\":\"" + providedId + "\",\"properties\":{\"currency\":\"EUR\",\"region\":\"WORLD\"}}");
    }
}
