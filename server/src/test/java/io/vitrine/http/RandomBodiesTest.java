package io.vitrine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.json.Json;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ContractCheck;
import io.vitrine.testing.Property;
import io.vitrine.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever stands in the fields of a documented body, the answer is one of the contract and never a fault of the server. */
final class RandomBodiesTest {
    private static final int RUNS = 1_500;
    private static final Set<String> WITH_BODY = Set.of("post", "put", "patch", "delete");
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    /** JSON as it is sent, so that there is also what no JSON tree can hold. */
    private static final String[] VALUES = {
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e308",
        "1e400",
        "-1e-400",
        "9223372036854775808",
        "\"\"",
        "\" \"",
        "\"a\"",
        "\"1\"",
        "\"40\"",
        "\"there\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\u001f\"",
        "\"\\u202e\"",
        "\"a@example.com\"",
        "\"PT1H\"",
        "\"P-1D\"",
        "\"User\"",
        "\"'; drop table customer; --\"",
        "\"{{customer_id}}\"",
        "\"[[\"",
        "\"../..\"",
        "[]",
        "[null]",
        "[1]",
        "[\"a\"]",
        "[[]]",
        "[{}]",
        "{}",
        "{\"a\":null}",
        "{\"40\":\"213\"}",
        "{\"\":\"\"}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":[{\"c\":null}]}}",
        "[\"a@example.com\",\"A@example.com\"]",
        "nul",
        "[1,]",
        "\"x",
        "01"
    };

    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        api.post("/api/create_customer", "{'provided_id':'there'}");
        api.post("/api/v1/dashboards", "{'name':'Sales','embed_id':'vcjTgL2wdX'}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** An operation that takes JSON, with the body that the contract shows. */
    private record Operation(String method, String path, ObjectNode example) {}

    /** A body made from an example. */
    private record Call(Operation operation, String body) {}

    @Test
    void areAnsweredAsTheContractSaysAndNeverByAFault() {
        List<Operation> operations = operations();
        assertThat(operations.size()).isGreaterThan(30);
        Property.forAll(RUNS, random -> call(random, operations), call -> {
            ApiClient.Answer answer = api.send(
                    call.operation().method(),
                    call.operation().path(),
                    call.body().getBytes(StandardCharsets.UTF_8),
                    JSON);
            if (answer.status() >= 500) {
                // A data source that somebody made up cannot be reached; everything else is ours to answer.
                assertThat(answer.code()).isEqualTo("data_source_unavailable");
            }
            assertThat(answer.text()).doesNotContain("Exception", "\tat ", "org.postgresql");
        });
    }

    private static Call call(RandomGenerator random, List<Operation> operations) {
        Operation operation = operations.get(random.nextInt(operations.size()));
        List<String> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : operation.example().properties()) {
            if (random.nextInt(12) > 0) {
                String value = random.nextInt(3) == 0 ? Property.oneOf(random, VALUES) : Json.write(member.getValue());
                members.add(Json.write(Json.MAPPER.valueToTree(member.getKey())) + ":" + value);
            }
        }
        if (random.nextInt(6) == 0) {
            members.add("\"" + Property.oneOf(random, "provided_id", "name", "id", "zzz") + "\":"
                    + Property.oneOf(random, VALUES));
        }
        return new Call(operation, "{" + String.join(",", members) + "}");
    }

    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path :
                ContractCheck.document().path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                JsonNode example = operation.getValue().at("/requestBody/content/application~1json/example");
                if (WITH_BODY.contains(operation.getKey()) && example instanceof ObjectNode body) {
                    String filled = path.getKey()
                            .replace("{embed_id}", "vcjTgL2wdX")
                            .replace("{provided_id}", "there")
                            .replaceAll("\\{[a-z_]+}", "1");
                    operations.add(new Operation(operation.getKey().toUpperCase(java.util.Locale.ROOT), filled, body));
                }
            }
        }
        // A token that the test itself calls with, or its group, is nothing to try this on.
        operations.removeIf(operation -> operation.path().matches("/api/v1/(api-tokens|visibility-groups)/1"));
        return operations;
    }
}
