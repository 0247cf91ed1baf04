package io.vitrine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.database.DatabaseAddress;
import io.vitrine.testing.ApiClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sets a team's data up over the API: schemas, and data sources that are real databases with a few orders each. */
public final class Shop {
    /** What {@link #ORDERS} makes: customer, product, amount. */
    public static final String ORDERS = """
            create table orders (id integer, customer_id varchar(100), product varchar(100), amount decimal(10, 2),
                                 ordered_on date)""";

    private final ApiClient api;

    public Shop(ApiClient api) {
        this.api = api;
    }

    /** A schema; answers its id. */
    public long schema(String name) {
        return made(api.post("/api/v1/schemas", "{'name':'" + name + "'}"));
    }

    /** A data source in a schema, linked to the token's group; answers its id. */
    public long source(long schema, String name, String kind, Map<String, String> connection) {
        ObjectNode body = io.vitrine.json.Json.object()
                .put("name", name)
                .put("schema_id", schema)
                .put("kind", kind);
        connection.forEach(body.putObject("connection")::put);
        return made(api.post("/api/v1/data-sources", body.toString()));
    }

    public void defaultSource(long schema, long source) {
        Answer answer = api.patch("/api/v1/schemas/" + schema, "{'default_data_source_id':" + source + "}");
        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
    }

    /** A new PostgreSQL database with these statements run in it; answers how a data source reaches it. */
    public static Map<String, String> postgres(String... statements) {
        DatabaseAddress address = TestPostgres.shared().emptyDatabase();
        try (Connection connection = TestPostgres.connect(address)) {
            run(connection, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return postgres(address);
    }

    /** How a data source reaches a database of the test's PostgreSQL. */
    public static Map<String, String> postgres(DatabaseAddress address) {
        URI uri = URI.create(address.jdbcUrl().substring("jdbc:".length()));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("host", uri.getHost());
        settings.put("port", Integer.toString(uri.getPort()));
        settings.put("database", uri.getPath().substring(1));
        settings.put("user", address.user().orElseThrow());
        settings.put("password", address.password().orElseThrow());
        return settings;
    }

    /** A new DuckDB file with these statements run in it; answers how a data source reaches it. */
    public static Map<String, String> duckDb(String... statements) {
        try {
            Path folder = Files.createDirectories(TestServer.FILES.resolve("files"));
            Path file = Files.createTempFile(folder, "shop-", ".duckdb");
            Files.delete(file);
            file.toFile().deleteOnExit();
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
                run(connection, statements);
            }
            return Map.of("path", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Statements that make {@code orders} with one row a customer, whose product is the source's name. */
    public static String[] orders(String source, String... customers) {
        String[] statements = new String[customers.length + 1];
        statements[0] = ORDERS;
        for (int i = 0; i < customers.length; i++) {
            statements[i + 1] = "insert into orders values (%d, '%s', '%s', %d.50, date '2024-03-0%d')"
                    .formatted(i + 1, customers[i], source, i + 1, i % 9 + 1);
        }
        return statements;
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private static long made(Answer answer) {
        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(201);
        JsonNode id = answer.json().path("id");
        return id.longValue();
    }
}
