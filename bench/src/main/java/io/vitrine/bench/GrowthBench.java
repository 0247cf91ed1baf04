package io.vitrine.bench;

import io.vitrine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * How cost grows: with customers, with the depth of the tree, with connections. Leaves {@code bench/plots/growth.json} and
 * the pictures that {@code bench/plots/draw.mjs} draws of it.
 *
 * <p>Samples are short, since a curve is looked at for its shape; what a value is exactly, the other benches say.
 */
record GrowthBench() implements Bench {
    private static final int CONNECTIONS = 32;
    private static final int DEEPEST = 10;
    private static final int CHAINS = 100;
    private static final int VIEWERS = 100;
    private static final int PAGE_SIZE = 100;
    private static final Duration SAMPLE = Duration.ofSeconds(1);
    /** What should be flat may lose this share from one end of the axis to the other. */
    private static final double FLAT = 0.7;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String title() {
        return "update, get, list and a cached panel against customers, depth and connections; draws bench/plots";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Curves customers = new Curves("customers", "customers in the directory");
        Curves connections = new Curves("connections", "connections");
        Curves depth = new Curves("depth", "levels above and with the customer");
        int most = stage.plan().large();
        for (int size = 1_000; size <= most; size *= 10) {
            Population population = new Population(Population.Kind.FLAT, size);
            try (Vitrine server = stage.serve(stage.database(population))) {
                Paths paths = Paths.open(stage, server, Population.PREFIX, size);
                // Each size has a server of its own: half warm, the small sizes would seem slow.
                paths.warmUp(stage.plan().warmUp().multipliedBy(3));
                paths.measure(customers, size, CONNECTIONS);
                if (size * 10 > most) {
                    for (int clients = 1; clients <= 64; clients *= 2) {
                        paths.measure(connections, clients, clients);
                    }
                }
            }
        }
        measureDepth(stage, depth);
        draw(stage, List.of(customers, depth, connections));
        return List.of(
                flat(customers, "get", "the largest directory against the smallest"),
                flat(customers, "update", "the largest directory against the smallest"),
                flat(customers, "panel", "the largest directory against the smallest"),
                flat(depth, "update", DEEPEST + " levels against 1"));
    }

    private static void measureDepth(Stage stage, Curves curves) throws Exception {
        try (Vitrine server = stage.serve(stage.database("chains"))) {
            Calls http = server.http();
            ObjectNode levels = Json.object();
            for (int level = 1; level <= DEEPEST; level++) {
                levels.withArray("levels").addObject().put("name", "Level " + level);
            }
            http.send("PUT", "/api/v1/levels", levels);
            Population.prepareTags(http);
            http.bulk(chains(stage.work().resolve("chains.ndjson")));
            for (int level = 1; level <= DEEPEST; level++) {
                Paths paths = Paths.open(stage, server, "level-" + level + "-", CHAINS);
                paths.warmUp(level == 1 ? stage.plan().warmUp().multipliedBy(3) : Duration.ofSeconds(4));
                paths.measure(curves, level, CONNECTIONS);
            }
        }
    }

    private static Path chains(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int level = 1; level <= DEEPEST; level++) {
            for (int n = 1; n <= CHAINS; n++) {
                ObjectNode customer = Json.object()
                        .put("provided_id", "level-" + level + "-" + n)
                        .put("hierarchy_level_name", "Level " + level);
                customer.putObject("properties").put("own " + level, n);
                if (level > 1) {
                    customer.put("parent_provided_id", "level-" + (level - 1) + "-" + n);
                }
                lines.add(Json.write(customer));
            }
        }
        return Files.write(file, lines);
    }

    private static Figure flat(Curves curves, String path, String what) {
        List<Double> values = curves.values(path);
        return Figure.against(
                path + ", " + what,
                "/s",
                Series.of(values.getLast()),
                Series.of(values.getFirst()),
                new Goal.AtLeast(FLAT));
    }

    private static void draw(Stage stage, List<Curves> all) throws IOException, InterruptedException {
        Path folder = stage.root().resolve("bench/plots");
        ObjectNode plots = Json.object();
        all.forEach(curves -> plots.set(curves.name(), curves.json()));
        Files.writeString(folder.resolve("growth.json"), Json.write(plots) + "\n");
        Command.of(stage.root(), "node", folder.resolve("draw.mjs").toString()).run();
    }

    /** The calls that are measured, of one server and the customers of one prefix. */
    private record Paths(Calls http, Wrk updates, Wrk reads, Wrk list, Wrk panel) {
        static Paths open(Stage stage, Vitrine server, String prefix, int customers) throws Exception {
            Calls http = server.http();
            Path tokens = viewers(stage, http, prefix, customers);
            int middle = Math.max(1, Math.min(5_000, customers / PAGE_SIZE / 2));
            return new Paths(
                    http,
                    Wrk.of(stage.root(), "update.lua", prefix, customers),
                    Wrk.of(stage.root(), "get.lua", prefix, customers),
                    Wrk.of(
                            stage.root(),
                            "fixed.lua",
                            "GET",
                            "/api/v2/customers/?page_size=" + PAGE_SIZE + "&page=" + middle),
                    Wrk.of(stage.root(), "panels.lua", tokens, SmallShop.PANEL));
        }

        private static Path viewers(Stage stage, Calls http, String prefix, int customers) throws Exception {
            SmallShop.open(stage, http);
            List<String> tokens = new ArrayList<>();
            for (int n : IntStream.range(0, VIEWERS).map(i -> 1 + (int) ((long) i * customers / VIEWERS)).toArray()) {
                tokens.add(SmallShop.viewerToken(http, prefix + n));
            }
            return Files.write(stage.work().resolve("viewers-" + prefix + customers), tokens);
        }

        void warmUp(Duration time) throws InterruptedException {
            for (Wrk calls : List.of(reads, list, panel, updates)) {
                calls.run(http.url(), http.token(), CONNECTIONS, time.dividedBy(4));
            }
        }

        void measure(Curves curves, int x, int clients) throws InterruptedException {
            curves.add("update", x, rate(updates, clients));
            curves.add("get", x, rate(reads, clients));
            curves.add("list", x, rate(list, clients));
            curves.add("panel", x, rate(panel, clients));
            System.err.printf(Locale.ROOT, "  %s %d%n", curves.name(), x);
        }

        /** Answers a second, the median of three samples. */
        private double rate(Wrk calls, int clients) throws InterruptedException {
            List<Double> rates = new ArrayList<>();
            for (int sample = 0; sample < 3; sample++) {
                rates.add(calls.run(http.url(), http.token(), clients, SAMPLE).rate());
            }
            return Series.of(rates).median();
        }
    }
}
