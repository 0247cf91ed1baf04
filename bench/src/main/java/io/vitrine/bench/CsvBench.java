package io.vitrine.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A large export as CSV, held against what the bare driver reads. */
record CsvBench() implements Bench {
    private static final double SHARE = 0.7;
    private static final int FETCH_SIZE = 10_000;
    private static final int ROUNDS = 7;

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String title() {
        return "every row of a table as CSV against reading the same rows with the bare JDBC driver";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Shop shop = Shop.stocked(stage);
        List<Figure> figures = new ArrayList<>();
        try (Vitrine server = stage.serve(stage.database("panels"))) {
            shop.open(server.http());
            for (Shop.Store store : Shop.Store.values()) {
                byte[] request = Wire.post(
                        "/embed/csv", shop.viewerToken(server.http(), store), Shop.question(Shop.ROWS));
                export(server.http(), request, shop.rows());
                read(shop, store);
                Rounds<Double, Double> rounds = Rounds.interleave(
                        Math.min(ROUNDS, stage.plan().rounds()),
                        () -> export(server.http(), request, shop.rows()),
                        () -> read(shop, store));
                figures.add(Figure.against(
                        store.wireName() + ", " + shop.rows() + " rows",
                        "rows/s",
                        Series.of(rounds.first()),
                        Series.of(rounds.second()),
                        new Goal.AtLeast(SHARE)));
            }
        }
        return figures;
    }

    private static double export(Calls calls, byte[] request, int rows) throws IOException {
        long begun = System.nanoTime();
        try (Wire wire = new Wire(calls)) {
            Wire.Answer answer = wire.exchange(request);
            if (answer.status() != 200 || answer.lines() < rows) {
                throw new IllegalStateException(
                        "the export answered " + answer.status() + " with " + answer.lines() + " lines: " + answer.end());
            }
        }
        return rows / ((System.nanoTime() - begun) / 1e9);
    }

    private static double read(Shop shop, Shop.Store store) throws SQLException {
        long begun = System.nanoTime();
        long read = 0;
        try (Connection connection = shop.connect(store)) {
            // PostgreSQL's driver keeps all rows in memory unless a transaction lets it use a cursor.
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(Shop.everyRow())) {
                statement.setFetchSize(FETCH_SIZE);
                statement.setString(1, store.customer());
                try (ResultSet rows = statement.executeQuery()) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int column = 1; column <= columns; column++) {
                            rows.getObject(column);
                        }
                        read++;
                    }
                }
            }
            connection.rollback();
        }
        return read / ((System.nanoTime() - begun) / 1e9);
    }
}
