package io.vitrine.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A panel with a grouped aggregate over a large table, held against the bare driver with the same query. */
record PanelBench() implements Bench {
    private static final double OVERHEAD_MILLIS = 2;
    private static final double SHARE = 1.03;
    private static final int MOST_QUERIES = 200;

    @Override
    public String name() {
        return "panel";
    }

    @Override
    public String title() {
        return "a panel with a grouped aggregate, not cached, against the same query by the bare JDBC driver";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Shop shop = Shop.stocked(stage);
        List<Figure> figures = new ArrayList<>();
        try (Vitrine server = stage.serve(stage.database("panels"))) {
            shop.open(server.http());
            for (Shop.Store store : Shop.Store.values()) {
                figures.addAll(measure(stage, shop, server.http(), store));
            }
        }
        return figures;
    }

    private static List<Figure> measure(Stage stage, Shop shop, Calls calls, Shop.Store store) throws Exception {
        byte[] request = Wire.post("/embed/data", shop.viewerToken(calls, store), Shop.question(Shop.PANEL));
        byte[] none = Wire.post("/embed/data", shop.viewerToken(calls, store), Shop.question(Shop.NONE));
        List<Double> served = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        List<Double> servedNone = new ArrayList<>();
        List<Double> bareNone = new ArrayList<>();
        try (Wire wire = new Wire(calls);
                Connection connection = shop.connect(store);
                PreparedStatement statement = connection.prepareStatement(Shop.aggregate());
                PreparedStatement empty = connection.prepareStatement(Shop.aggregateOfNone())) {
            empty.setString(1, store.customer());
            statement.setString(1, store.customer());
            warmUp(stage, shop, calls, store);
            long warm = System.nanoTime() + stage.plan().warmUp().toNanos() / 2;
            while (System.nanoTime() < warm) {
                ask(wire, request);
                read(statement);
            }
            long end = System.nanoTime()
                    + stage.plan().round().multipliedBy(stage.plan().rounds()).toNanos();
            while ((System.nanoTime() < end && served.size() < MOST_QUERIES) || served.isEmpty()) {
                served.add(millis(() -> ask(wire, request)));
                bare.add(millis(() -> read(statement)));
                servedNone.add(millis(() -> ask(wire, none)));
                bareNone.add(millis(() -> read(empty)));
            }
        }
        Series ofServer = Series.of(served);
        Series ofDriver = Series.of(bare);
        String what = store.wireName() + ", " + shop.rows() + " rows, ";
        // The extremes of single queries say nothing: the spread is told by the note.
        String note = String.format(
                Locale.ROOT, "%d queries in turn, p90 %.1f and %.1f ms", served.size(), ofServer.percentile(90), ofDriver
                        .percentile(90));
        return List.of(
                Figure.against(
                                what + "median",
                                "ms",
                                Series.of(ofServer.median()),
                                Series.of(ofDriver.median()),
                                new Goal.AtMost(SHARE))
                        .with(note),
                Figure.bounded(
                        what + "overhead of the median",
                        "ms",
                        Series.of(ofServer.median() - ofDriver.median()),
                        new Goal.AtMost(OVERHEAD_MILLIS)),
                Figure.against(
                                what + "none of which counts, median",
                                "ms",
                                Series.of(Series.of(servedNone).median()),
                                Series.of(Series.of(bareNone).median()),
                                new Goal.AtMost(SHARE))
                        .withoutGoal()
                        .with("a panel's way without the work in the database"));
    }

    /** A few hundred long queries leave the server's code half compiled; short ones of the same way do not. */
    private static void warmUp(Stage stage, Shop shop, Calls calls, Shop.Store store) throws Exception {
        byte[] request = Wire.post("/embed/data", shop.viewerToken(calls, store), Shop.question(Shop.NONE));
        long end = System.nanoTime() + stage.plan().warmUp().toNanos();
        try (Wire wire = new Wire(calls)) {
            while (System.nanoTime() < end) {
                ask(wire, request);
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double millis(Work work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e6;
    }

    private static void ask(Wire wire, byte[] request) throws Exception {
        Wire.Answer answer = wire.exchange(request);
        if (answer.status() != 200) {
            throw new IllegalStateException("the panel answered " + answer.status() + ": " + answer.end());
        }
    }

    private static void read(PreparedStatement statement) throws Exception {
        try (ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
            }
        }
    }
}
