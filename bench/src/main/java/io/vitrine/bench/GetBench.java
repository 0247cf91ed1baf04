package io.vitrine.bench;

import java.util.ArrayList;
import java.util.List;

/** {@code get_customer} at the end of a chain of three levels, held against one select of one row by the same key. */
record GetBench() implements Bench {
    private static final int CONNECTIONS = 32;
    private static final double SHARE = 0.6;

    @Override
    public String name() {
        return "get";
    }

    @Override
    public String title() {
        return "get_customer at the end of a chain of 3 levels, " + CONNECTIONS
                + " connections, against a prepared select of one row by the same key";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Population population = new Population(Population.Kind.TREE, stage.plan().customers());
        DirectoryDatabase database = stage.database(population);
        LimitTable table = LimitTable.copied(stage, database, population.customers());
        Wrk reads = Wrk.of(stage.root(), "get.lua", Population.PREFIX, population.customers());
        try (Vitrine server = stage.serve(database)) {
            Calls http = server.http();
            reads.run(http.url(), http.token(), CONNECTIONS, stage.plan().warmUp());
            Rounds<Load, Load> rounds = Rounds.interleave(
                    stage.plan().rounds(),
                    () -> reads.run(
                            http.url(), http.token(), CONNECTIONS, stage.plan().round()),
                    () -> table.reads().run(CONNECTIONS, stage.plan().round()));
            List<Figure> figures = new ArrayList<>(List.of(
                    Figure.against(
                                    "rate",
                                    "/s",
                                    Rounds.series(rounds.first(), Load::rate),
                                    Rounds.series(rounds.second(), Load::rate),
                                    new Goal.AtLeast(SHARE))
                            .with(Rounds.errors(rounds.first())),
                    Figure.told("p50", "ms", Rounds.series(rounds.first(), Load::p50))
                            .versus(Rounds.series(rounds.second(), Load::p50)),
                    Figure.told("p99", "ms", Rounds.series(rounds.first(), Load::p99))
                            .versus(Rounds.series(rounds.second(), Load::p99))));
            figures.addAll(ProcessorTime.of(
                            stage,
                            server,
                            () -> reads.run(
                                    http.url(), http.token(), CONNECTIONS, stage.plan().round()),
                            stage.plan().round().toSeconds())
                    .figures());
            return figures;
        }
    }
}
