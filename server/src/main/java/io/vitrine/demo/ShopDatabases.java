package io.vitrine.demo;

import io.vitrine.database.Database;
import io.vitrine.database.DatabaseAddress;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.postgresql.PGConnection;

/** Puts the sample shop's books into real databases. */
final class ShopDatabases {
    private static final String TABLES = """
            create table orders (
              id          bigint primary key,
              customer_id varchar not null,
              region      varchar not null,
              product     varchar not null,
              category    varchar not null,
              quantity    integer not null,
              amount      decimal(12, 2) not null,
              ordered_at  timestamp not null
            );
            create table stock (
              customer_id varchar not null,
              warehouse   varchar not null,
              product     varchar not null,
              category    varchar not null,
              on_hand     integer not null,
              reorder_at  integer not null,
              unit_cost   decimal(12, 2) not null
            );
            """;

    private ShopDatabases() {}

    /** Fills tables of a PostgreSQL schema, which the caller has made current, and lets {@code reader} select. */
    static void fillPostgres(DatabaseAddress address, String schema, ShopData data) {
        try (Database database = Database.open(address, 2)) {
            database.transact(session -> {
                session.update("create schema " + schema);
                session.update("set local search_path to " + schema);
                session.update(TABLES);
                try {
                    var copy = session.jdbc().unwrap(PGConnection.class).getCopyAPI();
                    copy.copyIn("copy orders from stdin", new StringReader(orderLines(data.orders())));
                    copy.copyIn("copy stock from stdin", new StringReader(stockLines(data.stock())));
                } catch (SQLException | IOException e) {
                    throw new IllegalStateException(e);
                }
                session.update("create index orders_by_customer on orders (customer_id, ordered_at)");
                session.update("analyze orders");
            });
        }
    }

    /** Makes a DuckDB file with the books; an unfinished one is never left behind. */
    static void fillDuckDb(Path file, ShopData data) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path unfinished = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(unfinished);
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + unfinished);
                    Statement statement = connection.createStatement()) {
                statement.execute(TABLES);
                append(connection.unwrap(DuckDBConnection.class), data);
                statement.execute("checkpoint");
            }
            Files.move(unfinished, file);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(DuckDBConnection connection, ShopData data) throws SQLException {
        try (DuckDBAppender orders = connection.createAppender("main", "orders")) {
            for (Order order : data.orders()) {
                orders.beginRow();
                orders.append(order.id());
                orders.append(order.customerId());
                orders.append(order.region());
                orders.append(order.product());
                orders.append(order.category());
                orders.append(order.quantity());
                orders.append(order.amount());
                orders.append(order.orderedAt());
                orders.endRow();
            }
        }
        try (DuckDBAppender stock = connection.createAppender("main", "stock")) {
            for (StockLevel level : data.stock()) {
                stock.beginRow();
                stock.append(level.customerId());
                stock.append(level.warehouse());
                stock.append(level.product());
                stock.append(level.category());
                stock.append(level.onHand());
                stock.append(level.reorderAt());
                stock.append(level.unitCost());
                stock.endRow();
            }
        }
    }

    private static String orderLines(List<Order> orders) {
        StringBuilder lines = new StringBuilder(orders.size() * 80);
        for (Order order : orders) {
            lines.append(order.id())
                    .append('\t')
                    .append(order.customerId())
                    .append('\t')
                    .append(order.region())
                    .append('\t')
                    .append(order.product())
                    .append('\t')
                    .append(order.category())
                    .append('\t')
                    .append(order.quantity())
                    .append('\t')
                    .append(order.amount())
                    .append('\t')
                    .append(order.orderedAt())
                    .append('\n');
        }
        return lines.toString();
    }

    private static String stockLines(List<StockLevel> levels) {
        StringBuilder lines = new StringBuilder();
        for (StockLevel level : levels) {
            lines.append(level.customerId())
                    .append('\t')
                    .append(level.warehouse())
                    .append('\t')
                    .append(level.product())
                    .append('\t')
                    .append(level.category())
                    .append('\t')
                    .append(level.onHand())
                    .append('\t')
                    .append(level.reorderAt())
                    .append('\t')
                    .append(level.unitCost())
                    .append('\n');
        }
        return lines.toString();
    }
}
