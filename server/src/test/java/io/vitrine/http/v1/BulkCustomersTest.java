package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.json.Json;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code POST /api/v1/customers:bulk}. */
final class BulkCustomersTest {
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
    void answersOneResultALineInOrderAndCarriesOutEachLineByItself() {
        List<JsonNode> results = bulk(
                "{'provided_id':'a','name':'A','properties':{'x':1}}",
                "{'provided_id':'b','group_tags':['nobody']}",
                "not json",
                "",
                "{'provided_id':'c','hierarchy_level_name':'User','parent_provided_id':'a'}",
                "{'provided_id':'a','properties':{'x':2}}",
                "{'provided_id':'d','hierarchy_level_name':'User','parent_provided_id':'later'}",
                "{'name':'no id'}");

        assertThat(results).hasSize(7);
        assertThat(results.get(0).toString())
                .isEqualTo("{\"line\":1,\"success\":1,\"provided_id\":\"a\",\"new_customer\":true}");
        assertThat(results.get(1).path("code").asString()).isEqualTo("unknown_group_tag");
        assertThat(results.get(1).path("line").intValue()).isEqualTo(2);
        assertThat(results.get(2).path("code").asString()).isEqualTo("malformed_json");
        assertThat(results.get(3).path("new_customer").booleanValue()).isTrue();
        assertThat(results.get(4).path("new_customer").booleanValue()).isFalse();
        assertThat(results.get(5).path("code").asString()).isEqualTo("unknown_parent");
        assertThat(results.get(6).path("field").asString()).isEqualTo("provided_id");
        assertThat(get("c").path("computed_properties").toString()).isEqualTo("{\"x\":2}");
        assertThat(api.post("/api/get_customer", "{'provided_id':'b'}").status())
                .isEqualTo(404);
    }

    @Test
    void aMergePatchIsTheWholeOfACustomerThatItsLineMakes() {
        String line = "{'provided_id':'patched','properties_patch':{'region':'EMEA','gone':null}}";
        assertThat(bulk(line, line).getLast().path("success").intValue()).isEqualTo(1);
        assertThat(get("patched").path("properties").toString()).isEqualTo("{\"region\":\"EMEA\"}");
    }

    @Test
    void keepsATokenThatIsGivenAndRefusesOneThatIsTaken() {
        String token = "0123456789abcdef".repeat(4);
        List<JsonNode> results = bulk(
                "{'provided_id':'moved','token':'" + token + "'}",
                "{'provided_id':'thief','token':'" + token + "'}",
                "{'provided_id':'short','token':'abc'}",
                "{'provided_id':'fine'}");

        assertThat(results.get(0).path("success").intValue()).isEqualTo(1);
        assertThat(get("moved").path("token").asString()).isEqualTo(token);
        assertThat(results.get(1).path("field").asString()).isEqualTo("token");
        assertThat(results.get(2).path("field").asString()).isEqualTo("token");
        assertThat(results.get(3).path("success").intValue()).isEqualTo(1);
    }

    @Test
    void takesMoreLinesThanFitInAChunkFromAClientThatSendsAllBeforeItReads() {
        int count = 20_000;
        String[] lines = IntStream.range(0, count)
                .mapToObj(i -> "{'provided_id':'many-" + i + "','properties':{'n':" + i + "},'emails':['m" + i
                        + "@example.com']}")
                .toArray(String[]::new);

        assertThat(bulk(lines))
                .hasSize(count)
                .allSatisfy(result ->
                        assertThat(result.path("new_customer").booleanValue()).isTrue());
        List<JsonNode> again = bulk(lines);
        assertThat(again)
                .hasSize(count)
                .allSatisfy(result ->
                        assertThat(result.path("new_customer").booleanValue()).isFalse());
        assertThat(get("many-19999").path("version").intValue()).isEqualTo(2);
        assertThat(server.sqlText("select sum(customers) from customer_tally"))
                .isEqualTo(server.sqlText("select count(*) from customer"));
    }

    private static List<JsonNode> bulk(String... lines) {
        String body = String.join("\n", lines).replace('\'', '"');
        Answer answer = api.send(
                "POST",
                "/api/v1/customers:bulk",
                body.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/x-ndjson"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.text().lines().map(Json.MAPPER::readTree).collect(Collectors.toList());
    }

    private static JsonNode get(String providedId) {
        return api.post("/api/get_customer/", "{'provided_id':'" + providedId + "'}")
                .json()
                .path("customer");
    }
}
