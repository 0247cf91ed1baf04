package io.vitrine.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.database.Database;
import io.vitrine.database.DatabaseAddress;
import io.vitrine.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopDatabasesTest {
    private static final LocalDateTime MADE = LocalDateTime.of(2024, 3, 4, 15, 30);
    private static final LocalDateTime LATER = LocalDateTime.of(2024, 3, 24, 11, 0);

    /** Every day between the two, each with orders of every tenant. */
    private static final String DAYS = """
            select cast(ordered_at as date) as day from orders
            where ordered_at >= timestamp '2024-03-05 00:00:00'
            group by 1 having count(distinct customer_id) = 3 order by 1""";

    private static final String FUTURE =
            "select count(*) from orders where ordered_at > timestamp '2024-03-24 11:00:00'";
    private static final String COUNT = "select count(*) from orders";

    private static ShopData made() {
        return new ShopData(7, MADE, 1.0);
    }

    private static ShopData later() {
        return new ShopData(8, LATER, 1.0);
    }

    @Test
    void aLaterStartAddsTheMissingDaysToPostgresOnce() throws SQLException {
        DatabaseAddress address = TestPostgres.shared().emptyDatabase();
        ShopDatabases.fillPostgres(address, "books", made());
        try (Database database = Database.open(address, 1)) {
            ShopDatabases.continuePostgres(database, "books", later());
            long added = database.withSession(session -> check(session.jdbc(), "books."));
            ShopDatabases.continuePostgres(database, "books", later());
            assertThat(database.<Long>withSession(session -> check(session.jdbc(), "books.")))
                    .isEqualTo(added);
        }
    }

    @Test
    void aLaterStartAddsTheMissingDaysToDuckDbOnce(@TempDir Path directory) throws SQLException {
        Path file = directory.resolve("shop.duckdb");
        ShopDatabases.fillDuckDb(file, made());
        ShopDatabases.continueDuckDb(file, later());
        long added = count(file);
        ShopDatabases.continueDuckDb(file, later());
        assertThat(count(file)).isEqualTo(added);
    }

    @Test
    void booksThatSomebodyDroppedStayAway() {
        try (Database database = Database.open(TestPostgres.shared().emptyDatabase(), 1)) {
            ShopDatabases.continuePostgres(database, "books", later());
            assertThat(database.<Boolean>withSession(session ->
                            session.one("select to_regnamespace('books') is null as away", row -> row.bool("away"))))
                    .isTrue();
        }
    }

    private static long count(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            return check(connection, "");
        }
    }

    /** Checks the added days; answers how many orders there are. */
    private static long check(Connection connection, String schema) {
        try (Statement statement = connection.createStatement()) {
            List<LocalDate> days = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(in(schema, DAYS))) {
                while (rows.next()) {
                    days.add(rows.getObject(1, LocalDate.class));
                }
            }
            assertThat(days)
                    .containsExactlyElementsOf(LocalDate.of(2024, 3, 5)
                            .datesUntil(LocalDate.of(2024, 3, 25))
                            .toList());
            assertThat(number(statement, in(schema, FUTURE))).isZero();
            long count = number(statement, in(schema, COUNT));
            assertThat(count).isBetween(ShopData.ORDERS + 1500L, ShopData.ORDERS + 2500L);
            return count;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String in(String schema, String sql) {
        return sql.replace("from orders", "from " + schema + "orders");
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
