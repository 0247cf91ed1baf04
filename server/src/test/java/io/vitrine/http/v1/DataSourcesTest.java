package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Schemas and data sources under {@code /api/v1}, and the mappings that name them. */
final class DataSourcesTest {
    private static final String CONNECTION =
            "{'host':'db.example.com','port':5433,'database':'shop','user':'reader','password':'hush-hush'}";

    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void takesIdsThatAreGivenAndGoesOnBehindThem() {
        ApiClient.Answer given = api.post("/api/v1/schemas", "{'name':'given','id':4000}");
        ApiClient.Answer asText = api.post("/api/v1/schemas", "{'name':'given as text','id':'3999'}");
        ApiClient.Answer next = api.post("/api/v1/schemas", "{'name':'next'}");

        assertThat(given.status()).isEqualTo(201);
        assertThat(given.json().path("id").longValue()).isEqualTo(4000);
        assertThat(asText.json().path("id").longValue()).isEqualTo(3999);
        assertThat(next.json().path("id").longValue()).isEqualTo(4001);
        assertThat(api.post("/api/v1/schemas", "{'name':'again','id':4000}").field())
                .isEqualTo("id");
        assertThat(api.post("/api/v1/schemas", "{'name':'given'}").field()).isEqualTo("name");
        assertThat(api.post("/api/v1/schemas", "{'name':'zero','id':0}").status())
                .isEqualTo(400);
    }

    @Test
    void neverHandsOutAnIdTwiceWhileIdsAreGivenAtTheSameTime() throws Exception {
        int calls = 40;
        CyclicBarrier start = new CyclicBarrier(4);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<Integer>>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int number = thread;
                running.add(threads.submit(() -> {
                    start.await();
                    List<Integer> statuses = new ArrayList<>();
                    for (int i = 0; i < calls; i++) {
                        String id = number % 2 == 0 ? "" : ",'id':" + (10_000 + i * 7 + number);
                        statuses.add(api.post("/api/v1/schemas", "{'name':'race %d %d'%s}".formatted(number, i, id))
                                .status());
                    }
                    return statuses;
                }));
            }
            for (Future<List<Integer>> each : running) {
                assertThat(each.get()).allMatch(status -> status == 201 || status == 409);
            }
        }
        assertThat(api.post("/api/v1/schemas", "{'name':'after the race'}").status())
                .isEqualTo(201);
    }

    @Test
    void setsAndTakesAwayTheDefaultDataSource() {
        String schema = schema("defaulted");
        String source = source("default of it", schema);
        String path = "/api/v1/schemas/" + schema;

        assertThat(api.patch(path, "{'default_data_source_id':%s}".formatted(source))
                        .json()
                        .path("default_data_source_id")
                        .asString())
                .isEqualTo(source);
        ApiClient.Answer used = api.delete("/api/v1/data-sources/" + source);
        assertThat(used.status()).isEqualTo(409);
        assertThat(used.code()).isEqualTo("in_use");
        assertThat(used.text()).contains("defaulted");

        assertThat(api.patch(path, "{'default_data_source_id':null}")
                        .json()
                        .path("default_data_source_id")
                        .isNull())
                .isTrue();
        assertThat(api.delete("/api/v1/data-sources/" + source).status()).isEqualTo(204);
        assertThat(api.delete(path).status()).isEqualTo(204);
    }

    @Test
    void refusesADefaultOfAnotherSchema() {
        String foreign = source("foreign", schema("one"));

        ApiClient.Answer answer =
                api.patch("/api/v1/schemas/" + schema("other"), "{'default_data_source_id':%s}".formatted(foreign));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("unknown_data_source");
        assertThat(answer.field()).isEqualTo("default_data_source_id");
    }

    @Test
    void changesOnlyWhatIsGiven() {
        String path = "/api/v1/schemas/" + schema("kept");

        api.patch(path, "{'strict_mapping':true}");

        assertThat(api.get(path).json().path("name").asString()).isEqualTo("kept");
        assertThat(api.get(path).json().path("strict_mapping").booleanValue()).isTrue();
    }

    @Test
    void keepsASchemaThatHasDataSources() {
        String schema = schema("full");
        source("inside", schema);

        ApiClient.Answer answer = api.delete("/api/v1/schemas/" + schema);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("inside");
    }

    @Test
    void neverShowsTheSecretsOfAConnection() {
        String path = "/api/v1/data-sources/" + source("secretive", schema("secretive"));

        assertThat(api.get(path).text()).contains("db.example.com", "5433").doesNotContain("hush-hush");
        assertThat(api.get("/api/v1/data-sources").text()).doesNotContain("hush-hush");
        assertThat(server.sqlText("select string_agg(encode(sealed_connection, 'escape'), '') from data_source"))
                .doesNotContain("hush-hush")
                .doesNotContain("db.example.com");
    }

    @Test
    void refusesAKindOrSettingThatThereIsNot() {
        String schema = schema("strange");

        ApiClient.Answer kind = post(schema, "h2", "{'url':'jdbc:h2:mem:x'}");
        ApiClient.Answer setting = post(schema, "postgresql", CONNECTION.replace("'port'", "'socketFactory'"));
        ApiClient.Answer nested = post(schema, "postgresql", "{'host':{'a':1}}");

        assertThat(kind.status()).isEqualTo(400);
        assertThat(kind.field()).isEqualTo("kind");
        assertThat(setting.status()).isEqualTo(400);
        assertThat(setting.field()).isEqualTo("connection.socketFactory");
        assertThat(nested.status()).isEqualTo(400);
        assertThat(nested.field()).isEqualTo("connection.host");
    }

    @Test
    void changesTheConnectionAndKeepsTheSecretThatIsNotGivenAgain() {
        String id = source("changed", schema("changed"));
        String path = "/api/v1/data-sources/" + id;
        String revision = "select revision from data_source where id = " + id;
        long before = Long.parseLong(server.sqlText(revision));

        ApiClient.Answer answer = api.patch(
                path,
                "{'name':'changed twice','provided_id':77,"
                        + "'connection':{'host':'db.example.com','port':5433,'database':'shop2','user':'reader'}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("connection").path("database").asString()).isEqualTo("shop2");
        assertThat(answer.json().path("provided_id").asString()).isEqualTo("77");
        assertThat(answer.json().path("name").asString()).isEqualTo("changed twice");
        assertThat(Long.parseLong(server.sqlText(revision))).isEqualTo(before + 1);
        assertThat(api.patch(path, "{'provided_id':null}")
                        .json()
                        .path("provided_id")
                        .isNull())
                .isTrue();
        assertThat(api.patch(path, "{'kind':'mysql'}").field()).isEqualTo("kind");
    }

    @Test
    void listsAndMendsADataSourceWhoseSettingsAreNoLongerRight() throws Exception {
        Path folder = TestServer.FILES.resolve("files").resolve("passing");
        Files.createDirectories(folder);
        String schema = schema("passing");
        String id = api.post(
                        "/api/v1/data-sources",
                        "{'name':'passing','schema_id':%s,'kind':'duckdb','connection':{'path':'%s'}}"
                                .formatted(schema, folder))
                .json()
                .path("id")
                .asString();
        Files.delete(folder);
        Files.createSymbolicLink(folder, Path.of("/etc"));
        try {
            assertThat(api.get("/api/v1/data-sources").text()).contains(folder.toString());
            ApiClient.Answer mended = api.patch(
                    "/api/v1/data-sources/" + id, "{'connection':{'path':'%s'}}".formatted(folder.getParent()));
            assertThat(mended.status()).as(mended.text()).isEqualTo(200);
        } finally {
            Files.delete(folder);
        }
    }

    @Test
    void mapsCustomersByIdOrProvidedIdAndKeepsWhatIsMapped() {
        String schema = schema("mapped");
        String source = source("mapped source", schema);
        api.patch("/api/v1/data-sources/" + source, "{'provided_id':'warehouse-7'}");

        ApiClient.Answer answer = api.post(
                "/api/create_customer/", "{'provided_id':'mapped','mapping':{'%s':'warehouse-7'}}".formatted(schema));

        assertThat(answer.json()
                        .path("customer")
                        .path("parent_schema_datasource_mapping")
                        .toString())
                .isEqualTo("{\"%s\":\"%s\"}".formatted(schema, source));
        ApiClient.Answer used = api.delete("/api/v1/data-sources/" + source);
        assertThat(used.status()).isEqualTo(409);
        assertThat(used.text()).contains("mapped");
        ApiClient.Answer unlinked = api.patch("/api/v1/data-sources/" + source, "{'visibility_groups':[]}");
        assertThat(unlinked.status()).isEqualTo(409);
    }

    @Test
    void linksADataSourceToGroupsWhoseTokensMayMapIt() {
        api.post("/api/v1/visibility-groups", "{'name':'Elsewhere'}");
        ApiClient elsewhere = server.withNewToken("Elsewhere", "read-write");
        String schema = schema("linked");
        String source = source("linked source", schema);
        String body = "{'provided_id':'far','mapping':{'%s':'%s'}}".formatted(schema, source);

        ApiClient.Answer before = elsewhere.post("/api/create_customer/", body);
        api.patch("/api/v1/data-sources/" + source, "{'visibility_groups':['Production','Elsewhere']}");
        ApiClient.Answer after = elsewhere.post("/api/create_customer/", body);

        assertThat(before.code()).isEqualTo("unknown_data_source");
        assertThat(after.status()).isEqualTo(200);
        assertThat(api.get("/api/v1/data-sources/" + source)
                        .json()
                        .path("visibility_groups")
                        .toString())
                .isEqualTo("[\"Production\",\"Elsewhere\"]");
        assertThat(api.patch("/api/v1/data-sources/" + source, "{'visibility_groups':['Nowhere']}")
                        .field())
                .isEqualTo("visibility_groups");
    }

    @Test
    void neverLeavesAMappingToADataSourceThatWasDeletedMeanwhile() throws Exception {
        String schema = schema("raced");
        for (int round = 0; round < 15; round++) {
            String source = source("raced " + round, schema);
            String body = "{'provided_id':'racer%d','mapping':{'%s':'%s'}}".formatted(round, schema, source);
            CyclicBarrier start = new CyclicBarrier(2);
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                Future<Integer> mapped = threads.submit(() -> {
                    start.await();
                    return api.post("/api/create_customer/", body).status();
                });
                Future<Integer> deleted = threads.submit(() -> {
                    start.await();
                    return api.delete("/api/v1/data-sources/" + source).status();
                });
                assertThat(mapped.get() == 200).isNotEqualTo(deleted.get() == 204);
            }
        }
    }

    private static ApiClient.Answer post(String schema, String kind, String connection) {
        return api.post(
                "/api/v1/data-sources",
                "{'name':'refused','schema_id':%s,'kind':'%s','connection':%s}".formatted(schema, kind, connection));
    }

    private static String schema(String name) {
        return api.post("/api/v1/schemas", "{'name':'%s'}".formatted(name))
                .json()
                .path("id")
                .asString();
    }

    private static String source(String name, String schema) {
        ApiClient.Answer answer = api.post(
                "/api/v1/data-sources",
                "{'name':'%s','schema_id':'%s','kind':'postgresql','connection':%s,'visibility_groups':['Production']}"
                        .formatted(name, schema, CONNECTION));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }
}
