package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.json.Json;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.Property;
import io.vitrine.testing.Shop;
import io.vitrine.testing.TestServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a customer reads equals what a simple model says, for random trees, mappings and properties. */
final class TenantIsolationTest {
    private static final List<String> LEVELS = List.of("Customer", "Team", "User");
    private static final List<String> KEYS = List.of("region", "tier", "city");
    private static final int CUSTOMERS = 8;
    private static final int CHANGES = 25;

    private static final String SQL = """
            select min(product) as source
              [[, {{ customer_id }} as customer_id]] [[, {{ team_id }} as team_id]] [[, {{ user_id }} as user_id]]
              [[, {{ customer.region }} as region]] [[, {{ customer.tier }} as tier]] [[, {{ customer.city }} as city]]
            from orders""";

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static TestServer server;
    private static ApiClient api;
    private static final Map<Long, String> SOURCES = new LinkedHashMap<>();
    private static long lenient;
    private static long strict;
    private static long usual;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        api.put("/api/v1/levels", "{'levels':[{'name':'Customer'},{'name':'Team'},{'name':'User'}]}");
        Shop shop = new Shop(api);
        lenient = shop.schema("lenient");
        strict = shop.schema("strict");
        usual = source(shop, lenient, "postgresql", "usual");
        source(shop, lenient, "duckdb", "second");
        source(shop, lenient, "duckdb", "third");
        source(shop, strict, "duckdb", "strict one");
        source(shop, strict, "postgresql", "strict two");
        shop.defaultSource(lenient, usual);
        api.patch("/api/v1/schemas/" + strict, "{'strict_mapping':true}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static long source(Shop shop, long schema, String kind, String name) {
        Map<String, String> connection = kind.equals("duckdb")
                ? Shop.duckDb(Shop.orders(name, "anybody"))
                : Shop.postgres(Shop.orders(name, "anybody"));
        long id = shop.source(schema, name, kind, connection);
        SOURCES.put(id, schema + " " + name);
        return id;
    }

    /** A customer as the model has it: own values only. */
    private static final class Node {
        private final String id;
        private final int level;
        private final Optional<Node> parent;
        private Map<String, String> properties = Map.of();
        private Map<Long, Long> mapping = Map.of();

        Node(String id, int level, Optional<Node> parent) {
            this.id = id;
            this.level = level;
            this.parent = parent;
        }

        Optional<String> property(String key) {
            return Optional.ofNullable(properties.get(key)).or(() -> parent.flatMap(above -> above.property(key)));
        }

        Optional<Long> source(long schema) {
            return Optional.ofNullable(mapping.get(schema)).or(() -> parent.flatMap(above -> above.source(schema)));
        }

        void putLevels(Map<String, String> values) {
            values.put(LEVELS.get(level).toLowerCase(java.util.Locale.ROOT) + "_id", id);
            parent.ifPresent(above -> above.putLevels(values));
        }
    }

    @Test
    void whatACustomerReadsIsWhatTheModelSaysAlsoRightAfterEachUpdate() {
        Property.forAll(6, random -> random, random -> {
            List<Node> nodes = tree(random, "r" + RUNS.incrementAndGet() + "-");
            nodes.forEach(TenantIsolationTest::assertReadsAsTheModelSays);
            for (int change = 0; change < CHANGES; change++) {
                Node changed = nodes.get(random.nextInt(nodes.size()));
                update(changed, random);
                assertReadsAsTheModelSays(changed);
                assertReadsAsTheModelSays(nodes.get(random.nextInt(nodes.size())));
            }
            nodes.forEach(TenantIsolationTest::assertReadsAsTheModelSays);
        });
    }

    @Test
    void aConnectionCarriesNothingFromOneCustomerToTheNext() {
        api.post("/api/create_customer/", "{'provided_id':'first'}");
        api.post("/api/create_customer/", "{'provided_id':'next'}");
        for (String sql : List.of(
                "select set_config('app.customer', {{ customer_id }}, false)",
                "select pg_advisory_lock(42)",
                "set app.customer = 'first'",
                "select * into temp kept from orders")) {
            assertThat(preview("lenient", "first", sql).status())
                    .describedAs(sql)
                    .isEqualTo(400);
        }
        assertThat(preview("lenient", "first", "select 1 / 0 from orders").code())
                .isEqualTo("query_failed");
        Answer first = preview("lenient", "first", "select pg_backend_pid() as pid");
        Answer next = preview("lenient", "next", """
                select current_setting('app.customer', true) as kept, current_setting('transaction_read_only') as ro,
                       (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks,
                       (select count(*) from pg_class where relname = 'kept') as tables""");

        assertThat(first.status()).describedAs(first.text()).isEqualTo(200);
        assertThat(next.json().path("rows").toString()).matches("\\[\\[(null|\"\"),\"on\",0,0]]");
    }

    private static List<Node> tree(RandomGenerator random, String prefix) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            int level = random.nextInt(LEVELS.size());
            List<Node> above = nodes.stream().filter(node -> node.level < level).toList();
            Optional<Node> parent = above.isEmpty() || random.nextInt(4) == 0
                    ? Optional.empty()
                    : Optional.of(above.get(random.nextInt(above.size())));
            Node node = new Node(prefix + i, level, parent);
            ObjectNode body = Json.object().put("provided_id", node.id).put("hierarchy_level_name", LEVELS.get(level));
            parent.ifPresent(one -> body.put("parent_provided_id", one.id));
            Answer made = send("/api/create_customer/", body);
            assertThat(made.status()).describedAs(made.text()).isEqualTo(200);
            nodes.add(node);
            update(node, random);
        }
        return nodes;
    }

    private static void update(Node node, RandomGenerator random) {
        ObjectNode body = Json.object().put("provided_id", node.id);
        if (random.nextBoolean()) {
            Map<String, String> properties = new TreeMap<>();
            KEYS.stream()
                    .filter(key -> random.nextBoolean())
                    .forEach(key -> properties.put(key, key + random.nextInt(1_000) + "' or 1=1 --"));
            properties.forEach(body.putObject("properties")::put);
            node.properties = properties;
        }
        if (random.nextInt(3) > 0) {
            Map<Long, Long> mapping = new TreeMap<>();
            for (long schema : new long[] {lenient, strict}) {
                List<Long> choices = SOURCES.entrySet().stream()
                        .filter(source -> source.getValue().startsWith(schema + " "))
                        .map(Map.Entry::getKey)
                        .toList();
                if (random.nextBoolean()) {
                    mapping.put(schema, choices.get(random.nextInt(choices.size())));
                }
            }
            ObjectNode given = body.putObject("mapping");
            mapping.forEach((schema, source) -> given.put(Long.toString(schema), Long.toString(source)));
            node.mapping = mapping;
        }
        Answer updated = send("/api/update_customer/", body);
        assertThat(updated.status()).describedAs(updated.text()).isEqualTo(200);
    }

    private static void assertReadsAsTheModelSays(Node node) {
        assertReads(node, "lenient", lenient, Optional.of(usual));
        assertReads(node, "strict", strict, Optional.empty());
    }

    private static void assertReads(Node node, String name, long schema, Optional<Long> otherwise) {
        Answer answer = preview(name, node.id, SQL);
        Optional<Long> source = node.source(schema).or(() -> otherwise);
        if (source.isEmpty()) {
            assertThat(answer.code()).isEqualTo("no_data_source");
            return;
        }
        Map<String, String> expected = new TreeMap<>();
        expected.put("source", SOURCES.getOrDefault(source.get(), "").substring((schema + " ").length()));
        node.putLevels(expected);
        KEYS.forEach(key -> node.property(key).ifPresent(value -> expected.put(key, value)));
        assertThat(row(answer)).isEqualTo(expected);
        assertThat(answer.json().path("data_source").path("id").longValue()).isEqualTo(source.get());
        assertThat(answer.json().path("data_source").path("from").stringValue())
                .isEqualTo(
                        node.mapping.containsKey(schema)
                                ? "own"
                                : node.source(schema).isPresent() ? "inherited" : "default");
    }

    private static Map<String, String> row(Answer answer) {
        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
        Map<String, String> row = new TreeMap<>();
        JsonNode columns = answer.json().path("columns");
        for (int i = 0; i < columns.size(); i++) {
            row.put(
                    columns.path(i).path("name").stringValue(),
                    answer.json().path("rows").path(0).path(i).stringValue());
        }
        return row;
    }

    private static Answer preview(String schema, String customer, String sql) {
        return send(
                "/api/v1/query:preview",
                Json.object().put("schema", schema).put("customer", customer).put("sql", sql));
    }

    private static Answer send(String path, ObjectNode body) {
        return api.send("POST", path, Json.MAPPER.writeValueAsBytes(body), Map.of("Content-Type", "application/json"));
    }
}
