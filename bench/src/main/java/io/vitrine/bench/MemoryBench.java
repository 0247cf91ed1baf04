package io.vitrine.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The resident memory of the server's JVM: idle, under a large bulk call, and under a long mix of calls. */
record MemoryBench() implements Bench {
    private static final double MOST_MIB = 384;
    private static final double FLAT = 1.05;
    private static final Duration SETTLED = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String title() {
        return "resident memory after a large bulk call and under a mix of updates, reads, lists, tokens and panels";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Population population = new Population(Population.Kind.FLAT, stage.plan().large());
        Path lines = population.writeTo(stage.work().resolve("memory.ndjson"));
        Shop shop = Shop.stocked(stage);
        DirectoryDatabase database = stage.database("memory");
        try (Vitrine server = stage.serve(database)) {
            Calls http = server.http();
            population.prepareTeam(http);
            shop.open(http);
            Thread.sleep(SETTLED);
            double idle = server.residentMiB();
            Samples bulk = samples(server, () -> http.bulk(lines));
            Samples mix = samples(server, () -> mix(stage, shop, http, population));
            return List.of(
                    Figure.told("idle", "MiB", Series.of(idle)),
                    Figure.bounded(
                            "most, bulk call of " + population.customers(),
                            "MiB",
                            Series.of(bulk.most()),
                            new Goal.AtMost(MOST_MIB)),
                    Figure.bounded(
                            "most, mix of " + stage.plan().mix().toSeconds() + " s",
                            "MiB",
                            Series.of(mix.most()),
                            new Goal.AtMost(MOST_MIB)),
                    Figure.against(
                            "last third of the mix against the one before",
                            "MiB",
                            Series.of(mix.third(3)),
                            Series.of(mix.third(2)),
                            new Goal.AtMost(FLAT)));
        } finally {
            Files.delete(lines);
            stage.drop(database);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Resident memory, four times a second, in the order of time, while that work goes on. */
    private static Samples samples(Vitrine server, Work work) throws Exception {
        List<Double> values = new ArrayList<>();
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<?> done = executor.submit(() -> {
                work.run();
                return true;
            });
            while (!done.isDone()) {
                values.add(server.residentMiB());
                TimeUnit.MILLISECONDS.sleep(250);
            }
            done.get();
        }
        return new Samples(values);
    }

    /** Values in the order of time. */
    private record Samples(List<Double> values) {
        double most() {
            return Series.of(values).most();
        }

        /** The median of the n-th third. */
        double third(int n) {
            int size = values.size();
            return Series.of(values.subList(size * (n - 1) / 3, size * n / 3)).median();
        }
    }

    /** Several kinds of clients at once, as many as the machine can take. */
    private static void mix(Stage stage, Shop shop, Calls http, Population population) throws Exception {
        Duration time = stage.plan().mix();
        String viewer = shop.viewerToken(http, Shop.Store.DUCKDB);
        List<Wrk> scripts = List.of(
                Wrk.of(stage.root(), "update.lua", Population.PREFIX, population.customers()),
                Wrk.of(stage.root(), "get.lua", Population.PREFIX, population.customers()),
                Wrk.of(stage.root(), "jwt.lua", Population.PREFIX, population.customers(), Shop.EMBED_ID),
                Wrk.of(stage.root(), "fixed.lua", "GET", "/api/v2/customers/?page_size=100&page=3"));
        List<Wrk> panels = List.of(
                Wrk.of(stage.root(), "fixed.lua", "POST", "/embed/data", Shop.question(Shop.PANEL)),
                Wrk.of(stage.root(), "fixed.lua", "POST", "/embed/data", Shop.question(Shop.CACHED)),
                Wrk.of(stage.root(), "fixed.lua", "POST", "/embed/csv", Shop.question(Shop.ROWS)));
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Load>> running = new ArrayList<>();
            for (Wrk script : scripts) {
                running.add(executor.submit(() -> script.run(http.url(), http.token(), 8, time)));
            }
            for (Wrk panel : panels) {
                running.add(executor.submit(() -> panel.run(http.url(), viewer, 2, time)));
            }
            for (Future<Load> each : running) {
                each.get();
            }
        }
    }
}
