package io.vitrine.bench;

import java.util.List;

/** Pages of a long list of customers, held against the first page of a short one. */
record ListBench() implements Bench {
    private static final double LATENCY = 2;
    private static final int PAGE_SIZE = 100;

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String title() {
        return "GET /api/v2/customers, pages of " + PAGE_SIZE + ": a long list against page 1 of 1,000 customers";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Population many = new Population(Population.Kind.FLAT, stage.plan().large());
        Population few = new Population(Population.Kind.FLAT, Math.min(1000, stage.plan().customers()));
        int deep = Math.min(5000, many.customers() / PAGE_SIZE / 2);
        try (Vitrine large = stage.serve(stage.database(many));
                Vitrine small = stage.serve(stage.database(few))) {
            Rounds<Load, Load> first = rounds(stage, large, small, 1);
            Rounds<Load, Load> later = rounds(stage, large, small, deep);
            return List.of(
                    figure("p50 of page 1 of " + many.customers(), first),
                    figure("p50 of page " + deep + " of " + many.customers(), later));
        }
    }

    private static Rounds<Load, Load> rounds(Stage stage, Vitrine large, Vitrine small, int page) throws Exception {
        page(stage, large, page, stage.plan().warmUp().dividedBy(3));
        page(stage, small, 1, stage.plan().warmUp().dividedBy(3));
        return Rounds.interleave(
                stage.plan().rounds(),
                () -> page(stage, large, page, stage.plan().round().dividedBy(2)),
                () -> page(stage, small, 1, stage.plan().round().dividedBy(2)));
    }

    private static Load page(Stage stage, Vitrine server, int page, java.time.Duration time)
            throws InterruptedException {
        Calls http = server.http();
        return Wrk.of(stage.root(), "fixed.lua", "GET", "/api/v2/customers/?page_size=" + PAGE_SIZE + "&page=" + page)
                .run(http.url(), http.token(), 1, time);
    }

    private static Figure figure(String what, Rounds<Load, Load> rounds) {
        return Figure.against(
                        what,
                        "ms",
                        Rounds.series(rounds.first(), Load::p50),
                        Rounds.series(rounds.second(), Load::p50),
                        new Goal.AtMost(LATENCY))
                .with(Rounds.errors(rounds.first()));
    }
}
