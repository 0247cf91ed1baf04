package io.vitrine.bench;

import io.vitrine.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/**
 * Two servers on one directory, held against one with as many clients: what is changed through one is read through the
 * other at once, and neither waits for the other. They share the processors here, so that the rate says what the second
 * costs and not what it brings.
 */
record TwoServersBench() implements Bench {
    private static final int CONNECTIONS = 32;
    private static final int CHANGES = 1_000;

    @Override
    public String name() {
        return "two-servers";
    }

    @Override
    public String title() {
        return "update and get over " + CONNECTIONS + " connections to two servers on one PostgreSQL against one server";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Population population = new Population(Population.Kind.FLAT, stage.plan().customers());
        DirectoryDatabase database = stage.database(population);
        Map<String, String> other = Map.of("VITRINE_DATA_DIR", stage.work().resolve("data-2").toString());
        try (Vitrine first = stage.serve(database);
                Vitrine second = stage.serve(database, other)) {
            List<Figure> figures = new ArrayList<>();
            figures.add(Figure.bounded(
                            "changes through one server that the other did not see at once",
                            "",
                            Series.of(List.of((double) unseen(first.http(), second.http()))),
                            new Goal.AtMost(0))
                    .with(CHANGES + " changes"));
            Wrk updates = Wrk.of(stage.root(), "update.lua", Population.PREFIX, population.customers());
            Wrk reads = Wrk.of(stage.root(), "get.lua", Population.PREFIX, population.customers());
            figures.add(rates(stage, "update", updates, first.http(), second.http()));
            figures.add(rates(stage, "get", reads, first.http(), second.http()));
            return figures;
        }
    }

    /** Changes a customer through one server and reads it through the other; how many times it read something else. */
    private static int unseen(Calls one, Calls other) throws Exception {
        int unseen = 0;
        for (int change = 0; change < CHANGES; change++) {
            Calls writes = change % 2 == 0 ? one : other;
            Calls reads = change % 2 == 0 ? other : one;
            writes.post(
                    "/api/update_customer/",
                    Json.object().put("provided_id", Population.PREFIX + "1").put("name", "Change " + change));
            JsonNode read = reads.post("/api/get_customer/", Json.object().put("provided_id", Population.PREFIX + "1"));
            if (!read.path("customer").path("name").asString().equals("Change " + change)) {
                unseen++;
            }
        }
        return unseen;
    }

    private static Figure rates(Stage stage, String what, Wrk calls, Calls first, Calls second) throws Exception {
        both(calls, first, second, stage.plan().warmUp().toSeconds());
        long seconds = stage.plan().round().toSeconds();
        Rounds<Double, Double> rounds = Rounds.interleave(
                stage.plan().rounds(),
                () -> both(calls, first, second, seconds),
                () -> load(calls, first, CONNECTIONS, seconds));
        return Figure.against(
                        what + ", rate",
                        "/s",
                        Series.of(rounds.first()),
                        Series.of(rounds.second()),
                        new Goal.AtLeast(1))
                .withoutGoal()
                .with("both share the processors that the one has alone");
    }

    /** Half of the connections to each at the same time; the sum of their rates. */
    private static double both(Wrk calls, Calls first, Calls second, long seconds) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            Callable<Double> toFirst = () -> load(calls, first, CONNECTIONS / 2, seconds);
            Future<Double> other = executor.submit(() -> load(calls, second, CONNECTIONS / 2, seconds));
            return toFirst.call() + other.get();
        }
    }

    private static double load(Wrk calls, Calls http, int connections, long seconds) throws InterruptedException {
        return calls.run(http.url(), http.token(), connections, Duration.ofSeconds(seconds)).rate();
    }
}
