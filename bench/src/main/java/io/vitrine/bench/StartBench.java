package io.vitrine.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** From the start of the process to the first answer, on a database that exists. */
record StartBench() implements Bench {
    private static final double EXTERNAL_SECONDS = 0.6;
    private static final double EMBEDDED_SECONDS = 1.0;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String title() {
        return "./vitrine serve until its first answer, on a database that exists, beside a bare endpoint";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Map<String, String> external = new TreeMap<>(stage.secrets());
        external.put("VITRINE_DATABASE_URL", stage.database("start").url());
        Map<String, String> embedded = new TreeMap<>(stage.secrets());
        BareServer bare = BareServer.prepared(stage);
        return List.of(
                figure(stage, bare, "external PostgreSQL, with the ahead-of-time cache", external, true, EXTERNAL_SECONDS),
                figure(stage, bare, "external PostgreSQL, without it", external, false, EXTERNAL_SECONDS)
                        .withoutGoal(),
                figure(stage, bare, "embedded PostgreSQL, with the ahead-of-time cache", embedded, true, EMBEDDED_SECONDS),
                figure(stage, bare, "embedded PostgreSQL, without it", embedded, false, EMBEDDED_SECONDS)
                        .withoutGoal());
    }

    private static Figure figure(Stage stage, BareServer bare, String what, Map<String, String> settings, boolean cache, double seconds)
            throws InterruptedException {
        Map<String, String> all = new TreeMap<>(settings);
        if (!cache) {
            all.put("VITRINE_JAVA_OPTIONS", "-XX:AOTMode=off");
        }
        Path data = stage.work().resolve("start");
        start(stage, data, all);
        List<Double> taken = new ArrayList<>();
        List<Double> least = new ArrayList<>();
        for (int i = 0; i < stage.plan().starts(); i++) {
            taken.add(start(stage, data, all).toNanos() / 1e9);
            least.add(bare.start().toNanos() / 1e9);
        }
        return Figure.bounded(what, "s", Series.of(taken), new Goal.AtMost(seconds))
                .versus(Series.of(least));
    }

    private static Duration start(Stage stage, Path data, Map<String, String> settings) throws InterruptedException {
        try (Vitrine server = Vitrine.start(stage.root(), data, settings)) {
            return server.timeToFirstAnswer();
        }
    }
}
