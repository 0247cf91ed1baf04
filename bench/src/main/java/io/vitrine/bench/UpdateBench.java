package io.vitrine.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code update_customer} with properties, e-mails and tags, held against the bare update of a row of the same size.
 *
 * @param connections how many clients there are at once
 */
record UpdateBench(int connections) implements Bench {
    private static final double SHARE = 1.2;
    private static final double P99_MILLIS = 8;
    private static final double LATENCY = 1.3;

    @Override
    public String name() {
        return connections == 1 ? "update-1" : "update";
    }

    @Override
    public String title() {
        return "update_customer over " + connections + " connection" + (connections == 1 ? "" : "s")
                + " against pgbench -M prepared -c " + connections + ", the bare UPDATE";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Population population = new Population(Population.Kind.FLAT, stage.plan().customers());
        DirectoryDatabase database = stage.database(population);
        LimitTable table = LimitTable.copied(stage, database, population.customers());
        Wrk updates = Wrk.of(stage.root(), "update.lua", Population.PREFIX, population.customers());
        try (Vitrine server = stage.serve(database)) {
            Calls http = server.http();
            updates.run(http.url(), http.token(), connections, stage.plan().warmUp());
            Rounds<Load, Load> rounds = Rounds.interleave(
                    stage.plan().rounds(),
                    () -> updates.run(
                            http.url(), http.token(), connections, stage.plan().round()),
                    () -> table.updates().run(connections, stage.plan().round()));
            List<Figure> figures = figures(rounds);
            figures.addAll(ProcessorTime.of(
                            stage,
                            server,
                            () -> updates.run(
                                    http.url(), http.token(), connections, stage.plan().round()),
                            stage.plan().round().toSeconds())
                    .figures());
            return figures;
        }
    }

    private List<Figure> figures(Rounds<Load, Load> rounds) {
        Series rate = Rounds.series(rounds.first(), Load::rate);
        Series limit = Rounds.series(rounds.second(), Load::rate);
        Series p50 = Rounds.series(rounds.first(), Load::p50);
        Series p99 = Rounds.series(rounds.first(), Load::p99);
        Series limitP50 = Rounds.series(rounds.second(), Load::p50);
        Series limitP99 = Rounds.series(rounds.second(), Load::p99);
        List<Figure> figures = new ArrayList<>();
        Figure rates = Figure.against("rate", "/s", rate, limit, new Goal.AtLeast(SHARE))
                .with(Rounds.errors(rounds.first()));
        if (connections == 1) {
            figures.add(Figure.against("p50", "ms", p50, limitP50, new Goal.AtMost(LATENCY)));
            figures.add(rates.withoutGoal());
            figures.add(Figure.told("p99", "ms", p99).versus(limitP99));
        } else {
            figures.add(rates);
            figures.add(Figure.told("p50", "ms", p50).versus(limitP50));
            figures.add(Figure.bounded("p99", "ms", p99, new Goal.AtMost(P99_MILLIS)).versus(limitP99));
        }
        return figures;
    }
}
