package io.vitrine.http.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.json.Json;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.HostileValues;
import io.vitrine.testing.Shop;
import io.vitrine.testing.TestMariaDb;
import io.vitrine.testing.TestServer;
import io.vitrine.testing.TestTrino;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every hostile text through every door on every dialect: it comes back as data, and the tables stay. */
final class HostileInputTest {
    /** Values in one query; fewer queries, and each value still stands in a place of its own. */
    private static final int AT_ONCE = 50;

    private static final String[] CANARY = {
        "create table canary (id integer, name varchar(100), born date)",
        "insert into canary values (1, 'safe', date '2024-02-29')"
    };

    private static final Map<String, String> TOKENS = new java.util.HashMap<>();
    private static TestServer server;
    private static ApiClient api;
    private static List<String> kinds = List.of();

    /** A database that runs here, by kind; its dashboard is called {@code hostile001}, {@code hostile002}… */
    static List<String> kinds() {
        return kinds;
    }

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        List<String> all = new ArrayList<>(List.of("postgresql", "duckdb"));
        source("postgresql", Shop.postgres(CANARY));
        source("duckdb", Shop.duckDb(CANARY));
        TestMariaDb.shared().ifPresent(mariaDb -> {
            mariaDb.execute("create database hostile character set utf8mb4", "use hostile", CANARY[0], CANARY[1]);
            source(
                    "mariadb",
                    Map.of(
                            "host",
                            "127.0.0.1",
                            "port",
                            Integer.toString(mariaDb.port()),
                            "database",
                            "hostile",
                            "user",
                            TestMariaDb.USER,
                            "password",
                            TestMariaDb.PASSWORD,
                            "ssl_mode",
                            "disable"));
            all.add("mariadb");
        });
        TestTrino.shared().ifPresent(trino -> {
            trino.execute(CANARY);
            source(
                    "trino",
                    Map.of(
                            "host", "127.0.0.1",
                            "port", Integer.toString(trino.port()),
                            "catalog", "memory",
                            "schema", "default",
                            "user", "test"));
            all.add("trino");
        });
        kinds = List.copyOf(all);
        assertThat(HostileValues.all()).hasSizeGreaterThanOrEqualTo(500);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aLiveInputComesBackAsData(String kind) {
        echo(kind, "input", (body, value) -> text(value));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aVariableOfThePageComesBackAsData(String kind) {
        echo(kind, "variables", (body, value) -> text(value));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aValueOfTheAddressComesBackAsData(String kind) {
        // As JSON text, so that what looks like a number or null is a text here too; an object in an address is one.
        echo(kind, "url", (body, value) -> text(Json.write(text(value))), HostileInputTest::isNoObject);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPropertyOfTheCustomerComesBackAsData(String kind) {
        for (List<String> values : chunks()) {
            ObjectNode update = Json.object().put("provided_id", "viewer");
            ObjectNode properties = update.putObject("properties");
            for (int i = 0; i < AT_ONCE; i++) {
                properties.put("p" + i, i < values.size() ? values.get(i) : "");
            }
            Answer updated = api.send(
                    "POST",
                    "/api/update_customer/",
                    Json.MAPPER.writeValueAsBytes(update),
                    Map.of("Content-Type", "application/json"));
            assertThat(updated.status()).describedAs(updated.text()).isEqualTo(200);
            assertThat(firstRow(data(kind, question("properties")), values.size()))
                    .isEqualTo(values);
        }
        assertCanaryLives(kind);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anElementOfAListMatchesOnlyItself(String kind) {
        for (List<String> values : chunks()) {
            ObjectNode body = question("listed");
            ArrayNode names = body.putObject("input").putArray("names");
            values.forEach(names::add);
            assertThat(data(kind, body).json().path("row_count").intValue()).isZero();
            names.add("safe");
            assertThat(data(kind, body).json().path("values").toString()).isEqualTo("[[1]]");
        }
        assertCanaryLives(kind);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDateThatIsNoneIsRefused(String kind) {
        for (String value : HostileValues.all()) {
            ObjectNode body = question("born");
            body.putObject("input").put("day", value);
            Answer answer = send(kind, body);
            boolean noRows =
                    answer.status() == 200 && answer.json().path("row_count").asInt(-1) == 0;
            // Some of the texts are dates, on which nobody was born.
            assertThat(answer.status() == 400 || noRows).describedAs(value).isTrue();
        }
        ObjectNode body = question("born");
        body.putObject("input").put("day", "2024-02-29");
        assertThat(data(kind, body).json().path("values").toString()).isEqualTo("[[1]]");
        assertCanaryLives(kind);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void textThatNoDatabaseHoldsIsRefusedAndNotCutShort(String kind) {
        for (String value : HostileValues.unstorable()) {
            ObjectNode body = question("echo");
            body.putObject("input").put("v0", value);
            // A lone surrogate cannot be sent as UTF-8, only as an escape.
            String json = Json.write(body).replace("\ud800", "\\ud800").replace("\udc00", "\\udc00");
            Answer answer = send(kind, json.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status()).describedAs(value).isEqualTo(400);
        }
    }

    private static void echo(String kind, String door, BiFunction<ObjectNode, String, JsonNode> encoded) {
        echo(kind, door, encoded, value -> true);
    }

    private static boolean isNoObject(String value) {
        try {
            return !value.startsWith("{") || !Json.MAPPER.readTree(value).isObject();
        } catch (JacksonException e) {
            return true;
        }
    }

    private static void echo(
            String kind, String door, BiFunction<ObjectNode, String, JsonNode> encoded, Predicate<String> takes) {
        for (List<String> chunk : chunks()) {
            List<String> values = chunk.stream().filter(takes).toList();
            ObjectNode body = question("echo");
            ObjectNode offered = body.putObject(door);
            for (int i = 0; i < AT_ONCE; i++) {
                offered.set("v" + i, encoded.apply(body, i < values.size() ? values.get(i) : "x"));
            }
            assertThat(firstRow(data(kind, body), values.size())).isEqualTo(values);
        }
        assertCanaryLives(kind);
    }

    private static List<List<String>> chunks() {
        List<String> all = HostileValues.all();
        return IntStream.range(0, (all.size() + AT_ONCE - 1) / AT_ONCE)
                .mapToObj(i -> all.subList(i * AT_ONCE, Math.min(all.size(), (i + 1) * AT_ONCE)))
                .toList();
    }

    private static List<String> firstRow(Answer answer, int columns) {
        assertThat(answer.json().path("row_count").intValue()).isEqualTo(1);
        return answer.json()
                .path("values")
                .valueStream()
                .limit(columns)
                .map(column -> column.path(0).stringValue())
                .toList();
    }

    private static void assertCanaryLives(String kind) {
        assertThat(data(kind, question("canary")).json().path("values").toString())
                .isEqualTo("[[1],[\"safe\"],[\"2024-02-29\"]]");
    }

    private static JsonNode text(String value) {
        return Json.MAPPER.getNodeFactory().stringNode(value);
    }

    private static ObjectNode question(String panel) {
        return Json.object().put("panel", panel);
    }

    private static Answer data(String kind, ObjectNode body) {
        Answer answer = send(kind, body);
        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
        return answer;
    }

    private static Answer send(String kind, ObjectNode body) {
        return send(kind, Json.MAPPER.writeValueAsBytes(body));
    }

    private static Answer send(String kind, byte[] body) {
        return server.anonymous()
                .send(
                        "POST",
                        "/embed/data",
                        body,
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "Authorization",
                                "Bearer " + embedId(kind) + ":"
                                        + TOKENS.computeIfAbsent("viewer", HostileInputTest::token)));
    }

    private static String token(String customer) {
        api.post("/api/create_customer/", "{'provided_id':'" + customer + "'}");
        return api.post("/api/get_customer/", "{'provided_id':'" + customer + "'}")
                .json()
                .path("customer")
                .path("token")
                .stringValue();
    }

    private static String embedId(String kind) {
        return (kind + "0000000000").substring(0, 10);
    }

    private static void source(String kind, Map<String, String> connection) {
        Shop shop = new Shop(api);
        long schema = shop.schema(kind);
        shop.defaultSource(schema, shop.source(schema, kind, kind, connection));
        ObjectNode definition = Json.object().put("name", kind);
        ArrayNode variables = definition.putArray("variables");
        for (int i = 0; i < AT_ONCE; i++) {
            variables.addObject().put("name", "v" + i).put("type", "string");
        }
        variables.addObject().put("name", "names").put("type", "string_list");
        definition.putArray("controls").addObject().put("id", "day").put("kind", "date");
        dataset(definition, kind, "echo", "select " + columns("v") + " from canary");
        dataset(definition, kind, "properties", "select " + columns("customer.p") + " from canary");
        dataset(definition, kind, "listed", "select id from canary where name in {{ names }}");
        dataset(definition, kind, "born", "select id from canary where born = {{ day }}");
        dataset(definition, kind, "canary", "select id, name, born from canary");
        ObjectNode dashboard = Json.object().put("embed_id", embedId(kind));
        dashboard.set("definition", definition);
        Map<String, String> json = Map.of("Content-Type", "application/json");
        Answer made = api.send("POST", "/api/v1/dashboards", Json.MAPPER.writeValueAsBytes(dashboard), json);
        assertThat(made.status()).describedAs(made.text()).isEqualTo(201);
        Answer saved = api.post("/api/v1/dashboards/" + embedId(kind) + "/versions", "{}");
        assertThat(saved.status()).describedAs(saved.text()).isEqualTo(201);
    }

    private static void dataset(ObjectNode definition, String schema, String name, String sql) {
        definition
                .withArray("datasets")
                .addObject()
                .put("name", name)
                .put("schema", schema)
                .put("sql", sql);
        definition
                .withArray("panels")
                .addObject()
                .put("id", name)
                .put("type", "table")
                .put("dataset", name);
    }

    private static String columns(String prefix) {
        return IntStream.range(0, AT_ONCE)
                .mapToObj(i -> "{{ " + prefix + i + " }} as c" + i)
                .collect(Collectors.joining(", "));
    }
}
