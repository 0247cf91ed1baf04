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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
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

    /** Writes the orders of the days that have passed since the books were written last; nothing where they are gone. */
    static void continuePostgres(Database database, String schema, ShopData data) {
        database.transact(session -> {
            boolean there = session.one(
                    "select to_regclass(?) is not null as there", row -> row.bool("there"), schema + ".orders");
            if (!there) {
                return;
            }
            session.update("set local search_path to " + schema);
            // Two servers that start at once would both write the same days.
            session.update("lock table orders in share row exclusive mode");
            try (Statement statement = session.jdbc().createStatement()) {
                List<Order> missing = missing(statement, data);
                if (!missing.isEmpty()) {
                    var copy = session.jdbc().unwrap(PGConnection.class).getCopyAPI();
                    copy.copyIn("copy orders from stdin", new StringReader(orderLines(missing)));
                }
            } catch (SQLException | IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /**
     * The same in a DuckDB file.
     *
     * @throws SQLException where the file cannot be written now, as another process has it open
     */
    static void continueDuckDb(Path file, ShopData data) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            appendOrders(connection.unwrap(DuckDBConnection.class), missing(statement, data));
            statement.execute("checkpoint");
        }
    }

    private static List<Order> missing(Statement statement, ShopData data) throws SQLException {
        try (ResultSet end = statement.executeQuery("select max(id) as id, max(ordered_at) as at from orders")) {
            end.next();
            LocalDateTime at = end.getObject("at", LocalDateTime.class);
            // Books that somebody has emptied stay empty.
            return at == null ? List.of() : data.ordersSince(at.toLocalDate(), end.getLong("id") + 1);
        }
    }

    private static void append(DuckDBConnection connection, ShopData data) throws SQLException {
        appendOrders(connection, data.orders());
        appendStock(connection, data.stock());
    }

    private static void appendOrders(DuckDBConnection connection, List<Order> written) throws SQLException {
        try (DuckDBAppender orders = connection.createAppender("main", "orders")) {
            for (Order order : written) {
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
    }

    private static void appendStock(DuckDBConnection connection, List<StockLevel> levels) throws SQLException {
        try (DuckDBAppender stock = connection.createAppender("main", "stock")) {
            for (StockLevel level : levels) {
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
