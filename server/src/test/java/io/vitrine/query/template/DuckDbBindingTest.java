package io.vitrine.query.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.HostileValues;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is bound for DuckDB, run by DuckDB, which needs no server. */
class DuckDbBindingTest {
    private static final String TABLE = """
            create table t as select 42 as id, 'acme' as s, 1.50::decimal(10, 2) as n,
              date '2024-01-05' as d, timestamp '2024-01-05 10:00:00' as ts, true as b
            """;

    private static Connection database;

    @BeforeAll
    static void openDatabase() throws SQLException {
        database = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = database.createStatement()) {
            statement.execute(TABLE);
        }
    }

    @AfterAll
    static void closeDatabase() throws SQLException {
        database.close();
    }

    private static Object first(String template, Object... values) throws SQLException {
        BoundQuery query = Dialects.bind(template, SqlDialect.DUCKDB, values);
        try (PreparedStatement statement = database.prepareStatement(query.sql())) {
            List<Parameter> parameters = query.parameters();
            for (int i = 0; i < parameters.size(); i++) {
                bind(statement, i + 1, parameters.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getObject(1);
            }
        }
    }

    private static void bind(PreparedStatement statement, int index, Parameter parameter) throws SQLException {
        switch (parameter) {
            case Parameter.Untyped(var text) -> statement.setString(index, text);
            case Parameter.Text(var text) -> statement.setString(index, text);
            case Parameter.Int(var number) -> statement.setInt(index, number);
            case Parameter.BigInt(var number) -> statement.setLong(index, number);
            case Parameter.Decimal(var number) -> statement.setBigDecimal(index, number);
            case Parameter.Bool(var truth) -> statement.setBoolean(index, truth);
            case Parameter.Date(var date) -> statement.setObject(index, date);
            case Parameter.Timestamp(var timestamp) -> statement.setObject(index, timestamp);
            case Parameter.TimestampWithTimeZone(var instant) -> statement.setObject(index, instant);
        }
    }

    @Test
    void everyKindOfValueIsUnderstood() throws SQLException {
        assertThat(first(
                        """
                        select count(*) from t where id = {{id}} and s = {{s}} and n = {{n}} and b = {{b}} and s = {{customer_id}}
                          and d >= {{r.startDate}} and ts < {{r.endDate}} and d >= {{text}} and id in {{ids}} and s not in {{none}}
                        """,
                        "id",
                        42,
                        "s",
                        "acme",
                        "n",
                        new BigDecimal("1.5"),
                        "b",
                        true,
                        "text",
                        "2024-01-05",
                        "r",
                        Value.ofUrl("{\"startDate\":\"2024-01-05\",\"endDate\":\"2024-01-05T10:00:01Z\"}"),
                        "ids",
                        List.of(1, 42),
                        "none",
                        List.of()))
                .isEqualTo(1L);
    }

    @Test
    void anEmptyListMatchesNothing() throws SQLException {
        assertThat(first("select count(*) from t where s in {{x}}", "x", List.of()))
                .isEqualTo(0L);
    }

    @Test
    void listsOfAnyLengthAndTypeAreUnderstood() throws SQLException {
        List<?> ids = IntStream.range(0, 100_000).boxed().toList();
        List<?> texts = IntStream.range(0, 20_000)
                .mapToObj(i -> i == 7 ? "acme" : "x" + i)
                .toList();
        List<?> numbers = IntStream.range(0, 20_000)
                .mapToObj(i -> new BigDecimal(i + ".50"))
                .toList();
        List<?> dates = IntStream.range(0, 20_000)
                .mapToObj(i -> new Value.Date(java.time.LocalDate.of(2000, 1, 1).plusDays(i)))
                .toList();

        assertThat(first("select count(*) from t where id in {{x}}", "x", ids)).isEqualTo(1L);
        assertThat(first("select count(*) from t where s in {{x}}", "x", texts)).isEqualTo(1L);
        assertThat(first("select count(*) from t where s not in {{x}}", "x", texts))
                .isEqualTo(0L);
        assertThat(first("select count(*) from t where n in {{x}}", "x", numbers))
                .isEqualTo(1L);
        assertThat(first("select count(*) from t where d in {{x}}", "x", dates)).isEqualTo(1L);
    }

    @Test
    void hostileValuesComeBackAsTheyWere() throws SQLException {
        for (String value : HostileValues.all()) {
            assertThat(first("select {{x}}", "x", value)).isEqualTo(value);
        }
    }
}
