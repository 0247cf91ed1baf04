package io.vitrine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.http.edge.Method;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ContractCheck;
import io.vitrine.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The contract names every route, and its examples are what it says; each answer is held to it by the client. */
final class ContractTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRouteIsInTheContractAndEverythingInTheContractIsARoute() {
        Set<String> routes = server.routes().stream()
                // Preflights are of no interest to readers.
                .filter(route -> route.method() != Method.OPTIONS)
                // The console's addresses are for people; which of them there are is the console's own affair.
                .filter(route -> !isOfTheConsole(route.template()))
                .map(route -> route.method().name().toLowerCase(Locale.ROOT) + " " + route.template())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> operations = new TreeSet<>();
        operations().forEach((name, operation) -> operations.add(name));
        assertThat(operations).isEqualTo(routes);
    }

    @Test
    void everyOperationIsCompleteAndHasANameOfItsOwn() {
        List<String> ids = new ArrayList<>();
        operations().forEach((name, operation) -> {
            assertThat(operation.path("summary").asString("")).as(name).isNotEmpty();
            assertThat(operation.path("tags")).as(name).isNotEmpty();
            assertThat(operation.path("responses").propertyNames()).as(name).contains("500");
            ids.add(operation.path("operationId").asString(""));
        });
        assertThat(ids).doesNotContain("").doesNotHaveDuplicates();
    }

    @Test
    void everyBodyThatIsSentOrAnsweredAsJsonHasAnExample() {
        List<String> without = new ArrayList<>();
        operations().forEach((name, operation) -> {
            requireExamples(name + " takes", operation.path("requestBody"), without);
            for (Map.Entry<String, JsonNode> response :
                    operation.path("responses").properties()) {
                requireExamples(name + " " + response.getKey(), response.getValue(), without);
            }
        });
        assertThat(without).isEmpty();
    }

    private static void requireExamples(String what, JsonNode body, List<String> without) {
        JsonNode followed = body.has("$ref")
                ? ContractCheck.document().at(body.path("$ref").stringValue().substring(1))
                : body;
        JsonNode json = followed.path("content").path("application/json");
        if (!json.isMissingNode()
                && !json.has("example")
                && json.path("examples").isEmpty()) {
            without.add(what);
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        collectBrokenReferences(ContractCheck.document(), broken);
        assertThat(broken).isEmpty();
    }

    @Test
    void everyExampleIsWhatItsSchemaSays() {
        List<String> wrong = new ArrayList<>();
        collectWrongExamples("", ContractCheck.document(), wrong);
        assertThat(wrong).isEmpty();
    }

    @Test
    void theServerShowsTheContractToProgramsAndPeopleWithoutAnotherHost() {
        ApiClient anonymous = server.anonymous();
        ApiClient.Answer document = anonymous.get("/openapi.json");
        assertThat(document.json().path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.json()).isEqualTo(Contract.read());

        ApiClient.Answer page = anonymous.get("/docs/");
        assertThat(page.header("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy")).get().asString().startsWith("default-src 'none'");
        assertThat(page.text()).doesNotContain("http:", "https:", "//");
        for (String file : List.of("swagger-ui-bundle.js", "swagger-ui.css", "start.js")) {
            assertThat(page.text()).contains("/docs/" + file);
            assertThat(anonymous.get("/docs/" + file).status()).isEqualTo(200);
        }
        assertThat(anonymous.get("/docs/../Application.class").status()).isEqualTo(404);
    }

    private static boolean isOfTheConsole(String template) {
        String part = template.split("/", -1)[1];
        return part.isEmpty() || ConsolePages.PARTS.contains(part);
    }

    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path :
                ContractCheck.document().path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.put(operation.getKey() + " " + path.getKey(), operation.getValue());
                }
            }
        }
        return operations;
    }

    private static void collectBrokenReferences(JsonNode node, List<String> broken) {
        JsonNode reference = node.path("$ref");
        if (reference.isString()
                && ContractCheck.document()
                        .at(reference.stringValue().substring(1))
                        .isMissingNode()) {
            broken.add(reference.stringValue());
        }
        node.forEach(child -> collectBrokenReferences(child, broken));
    }

    private static void collectWrongExamples(String pointer, JsonNode node, List<String> wrong) {
        if (node.has("schema")) {
            List<JsonNode> examples = new ArrayList<>();
            if (node.has("example")) {
                examples.add(node.get("example"));
            }
            for (JsonNode example : node.path("examples")) {
                String at = example.path("$ref").asString("").replaceFirst("^#", "");
                examples.add(ContractCheck.document().at(at).path("value"));
            }
            for (JsonNode example : examples) {
                var problems = ContractCheck.problemsOfExample(pointer + "/schema", example);
                if (!problems.isEmpty()) {
                    wrong.add(pointer + ": " + problems);
                }
            }
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                collectWrongExamples(pointer + "/" + ContractCheck.escaped(member.getKey()), member.getValue(), wrong);
            }
        }
    }
}
