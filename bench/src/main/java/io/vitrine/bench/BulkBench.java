package io.vitrine.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Customers through the bulk call, held against {@code COPY} of the same rows into the same table with its indexes. */
record BulkBench() implements Bench {
    private static final double SHARE = 0.4;
    private static final int ROUNDS = 2;

    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public String title() {
        return "POST /api/v1/customers:bulk into an empty directory against COPY of the same rows, indexes in place";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Population population = new Population(Population.Kind.FLAT, stage.plan().large());
        Path lines = population.writeTo(stage.work().resolve("bulk.ndjson"));
        Path rows = stage.work().resolve("bulk.copy");
        List<Double> bulk = new ArrayList<>();
        List<Double> copy = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            DirectoryDatabase database = round == 0
                    ? stage.emptyDatabase(population)
                    : stage.database(population.databaseName() + "_again");
            try (Vitrine server = stage.serve(database)) {
                population.prepareTeam(server.http());
                bulk.add(rate(population, () -> {
                    long refused = server.http().bulk(lines);
                    if (refused > 0) {
                        throw new IllegalStateException(refused + " lines were refused");
                    }
                }));
            }
            if (round == 0) {
                psql(stage, database, "\\copy customer to '" + rows + "'");
            }
            database.execute("create table copied_customer (like customer including all) with (fillfactor = 80)", "checkpoint");
            copy.add(rate(population, () -> psql(stage, database, "\\copy copied_customer from '" + rows + "'")));
            database.execute("drop table copied_customer", "vacuum analyze", "checkpoint");
            if (round > 0) {
                stage.drop(database);
            }
        }
        Files.delete(lines);
        Files.delete(rows);
        stage.settled(population);
        return List.of(Figure.against(
                        population.customers() + " customers", "/s", Series.of(bulk), Series.of(copy), new Goal.AtLeast(SHARE))
                .with("the bulk call also checks, seals tokens, and writes history rows"));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double rate(Population population, Work work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        return population.customers() / ((System.nanoTime() - begun) / 1e9);
    }

    private static void psql(Stage stage, DirectoryDatabase database, String command) throws InterruptedException {
        database.command(DebianPrograms.psql(), stage.work(), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", command)
                .run();
    }
}
