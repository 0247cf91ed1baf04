package io.vitrine.bench;

import java.util.ArrayList;
import java.util.List;

/** A panel whose rows are in the cache. */
record CachedPanelBench() implements Bench {
    private static final int CONNECTIONS = 32;
    private static final double RATE = 5000;

    @Override
    public String name() {
        return "panel-cached";
    }

    @Override
    public String title() {
        return "a panel whose rows are in the cache, over " + CONNECTIONS + " connections";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Shop shop = Shop.stocked(stage);
        try (Vitrine server = stage.serve(stage.database("panels"))) {
            Calls http = server.http();
            shop.open(http);
            String token = shop.viewerToken(http, Shop.Store.DUCKDB);
            Wrk panel = Wrk.of(stage.root(), "fixed.lua", "POST", "/embed/data", Shop.question(Shop.CACHED));
            panel.run(http.url(), token, CONNECTIONS, stage.plan().warmUp());
            List<Load> rounds = new ArrayList<>();
            for (int round = 0; round < stage.plan().rounds(); round++) {
                rounds.add(panel.run(http.url(), token, CONNECTIONS, stage.plan().round()));
            }
            List<Figure> figures = new ArrayList<>(List.of(
                    Figure.bounded("rate", "/s", Rounds.series(rounds, Load::rate), new Goal.AtLeast(RATE))
                            .with(Rounds.errors(rounds)),
                    Figure.told("p50", "ms", Rounds.series(rounds, Load::p50)),
                    Figure.told("p99", "ms", Rounds.series(rounds, Load::p99))));
            figures.addAll(ProcessorTime.of(
                            stage,
                            server,
                            () -> panel.run(http.url(), token, CONNECTIONS, stage.plan().round()),
                            stage.plan().round().toSeconds())
                    .figures());
            return figures;
        }
    }
}
