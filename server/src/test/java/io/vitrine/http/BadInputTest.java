package io.vitrine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.http.edge.Method;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ContractCheck;
import io.vitrine.testing.RawHttp;
import io.vitrine.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever comes in, a 4xx that says why goes out: as JSON, never as a page, never as a 5xx. */
final class BadInputTest {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        api.post("/api/create_customer", "{'provided_id':'there'}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A body that no call takes. */
    record Bad(String name, byte[] body, int status, Map<String, String> headers) {
        Bad(String name, String body, int status) {
            this(name, body.getBytes(StandardCharsets.UTF_8), status, JSON);
        }
    }

    static Stream<Bad> badBodies() throws Exception {
        ByteArrayOutputStream cut = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(cut)) {
            gzip.write("{\"provided_id\":\"x\"}".repeat(1000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] half = java.util.Arrays.copyOf(cut.toByteArray(), cut.size() / 2);
        String big = "{\"name\":\"" + "x".repeat(3 << 20) + "\"}";
        return Stream.of(
                new Bad("broken UTF-8", new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'}, 400, JSON),
                new Bad("overlong UTF-8", new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}, 400, JSON),
                new Bad("UTF-16", "{\"provided_id\":\"x\"}".getBytes(StandardCharsets.UTF_16), 400, JSON),
                new Bad("escaped NUL", "{\"provided_id\":\"a\\u0000b\"}", 400),
                new Bad("raw NUL", "{\"provided_id\":\"a\u0000b\"}", 400),
                new Bad("NUL in a key", "{\"a\\u0000\":1}", 400),
                new Bad("NUL deep inside", "{\"properties\":{\"a\":[{\"b\":\"\\u0000\"}]}}", 400),
                new Bad("lone high surrogate", "{\"provided_id\":\"\\ud800\"}", 400),
                new Bad("lone low surrogate", "{\"properties\":{\"k\":\"\\udc00x\"}}", 400),
                new Bad("surrogates the wrong way round", "{\"name\":\"\\udc00\\ud800\"}", 400),
                new Bad("5,000 objects deep", "{\"a\":".repeat(5000) + "1" + "}".repeat(5000), 400),
                new Bad("5,000 arrays deep", "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}", 400),
                new Bad("100,000 opening brackets", "[".repeat(100_000), 400),
                new Bad("1e400", "{\"properties\":{\"n\":1e400}}", 400),
                new Bad("1e400 as an id", "{\"provided_id\":1e400}", 400),
                new Bad("1e999999999", "{\"properties\":{\"n\":1e999999999}}", 400),
                new Bad("1e999999999 as an id", "{\"provided_id\":1e999999999}", 400),
                new Bad("-1e-999999999", "{\"provided_id\":-1e-999999999}", 400),
                new Bad("1e99999999999999", "{\"provided_id\":1e99999999999999}", 400),
                new Bad("a number of 5,000 digits", "{\"provided_id\":" + "7".repeat(5000) + "}", 400),
                new Bad("NaN", "{\"provided_id\":NaN}", 400),
                new Bad("3 MB", big, 413),
                new Bad("empty", "", 400),
                new Bad("blank", "  \r\n ", 400),
                new Bad("an array", "[{\"provided_id\":\"x\"}]", 400),
                new Bad("an array of 100,000", "[" + "1,".repeat(99_999) + "1]", 400),
                new Bad("a string", "\"provided_id\"", 400),
                new Bad("a number", "7", 400),
                new Bad("null", "null", 400),
                new Bad("true", "true", 400),
                new Bad("a key twice", "{\"provided_id\":\"a\",\"provided_id\":\"b\"}", 400),
                new Bad("a key twice, deep", "{\"properties\":{\"a\":{\"k\":1,\"k\":2}}}", 400),
                new Bad("something after the value", "{\"provided_id\":\"a\"}x", 400),
                new Bad("two values", "{\"provided_id\":\"a\"}{\"provided_id\":\"b\"}", 400),
                new Bad("cut short", "{\"provided_id\":\"a\"", 400),
                new Bad("single quotes", "{'provided_id':'a'}", 400),
                new Bad("a comment", "{/* id */\"provided_id\":\"a\"}", 400),
                new Bad("a trailing comma", "{\"provided_id\":\"a\",}", 400),
                new Bad("a byte order mark", "\ufeff{\"provided_id\":\"a\"}", 400),
                new Bad("a raw line break in a string", "{\"provided_id\":\"a\nb\"}", 400),
                new Bad("a key of 100,000 characters", "{\"" + "k".repeat(100_000) + "\":1}", 400),
                new Bad(
                        "a form",
                        bytes("provided_id=a"),
                        415,
                        Map.of("Content-Type", "application/x-www-form-urlencoded")),
                new Bad("plain text", bytes("{\"provided_id\":\"a\"}"), 415, Map.of("Content-Type", "text/plain")),
                new Bad("no media type at all", bytes("{\"provided_id\":\"a\"}"), 415, Map.of("Content-Type", ";;")),
                new Bad(
                        "broken gzip",
                        bytes("{}"),
                        400,
                        Map.of("Content-Type", "application/json", "Content-Encoding", "gzip")),
                new Bad(
                        "half of a gzip stream",
                        half,
                        400,
                        Map.of("Content-Type", "application/json", "Content-Encoding", "gzip")));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void everyCallRefusesABodyThatIsNone(Bad bad) {
        for (String path : postPaths()) {
            ApiClient.Answer answer = api.send("POST", path, bad.body(), bad.headers());
            assertThat(answer.status())
                    .as("%s: %s → %s", path, bad.name(), answer.text())
                    .isEqualTo(bad.status());
            assertSaysWhy(answer);
        }
    }

    @Test
    void aBodyThatComesInChunksAndIsTooLargeIsRefusedLikeAnyOther() {
        byte[] chunk = bytes("10000\r\n" + "x".repeat(0x10000) + "\r\n");
        for (String path : postPaths()) {
            byte[][] parts = new byte[42][];
            parts[0] = bytes("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExplo-Authorization: Token "
                    + TestServer.ADMIN_TOKEN
                    + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            java.util.Arrays.fill(parts, 1, 41, chunk);
            parts[41] = bytes("0\r\n\r\n");
            String answer = RawHttp.send(server.url(), parts);
            assertThat(answer).as(path).startsWith("HTTP/1.1 413 ").contains("\"code\":\"body_too_large\"");
        }
    }

    /** Which fields there are, with values of the wrong type or size for each. */
    static Stream<String> wrongFields() {
        String[] noId = {"[]", "{}", "true", "\"\"", "\" \"", "\"" + "x".repeat(501) + "\""};
        String[] noText = {"[]", "{}", "true", "7"};
        String[] noObject = {"[]", "\"{}\"", "7", "true"};
        String[] noFlag = {"\"true\"", "1", "0", "[]"};
        String[] noTexts = {
            "\"a\"", "{}", "[1]", "[null]", "[[\"a\"]]", "7", "[\"" + "x".repeat(501) + "\"]", manyElements()
        };
        Map<String, String[]> customer = new LinkedHashMap<>();
        customer.put("name", noText);
        customer.put("mapping", noObject);
        customer.put("is_demo_group", noFlag);
        customer.put("properties", noObject);
        customer.put("emails", noTexts);
        customer.put("group_tags", noTexts);
        customer.put("hierarchy_level_name", noText);
        Map<String, Map<String, String[]>> calls = new LinkedHashMap<>();
        calls.put("/api/get_customer", Map.of("provided_id", noId));
        calls.put("/api/create_customer", customer);
        Map<String, String[]> update = new LinkedHashMap<>(customer);
        update.put("new_provided_id", noId);
        update.put("properties_patch", noObject);
        update.put("mapping_patch", noObject);
        update.put("emails_remove", noTexts);
        calls.put("/api/update_customer", update);
        calls.put("/api/delete_customer", Map.of("current_token", noText));
        calls.put("/api/refresh_customer_token", Map.of("current_token", noText));
        calls.put("/api/configure_customer_portal", Map.of("dashboard_embed_id", noId, "emails", noTexts));
        Map<String, String[]> endUser = Map.of("provided_id", noId, "email", noText, "attributes", noObject);
        calls.put("/api/create_end_user", endUser);
        calls.put("/api/update_end_user", endUser);
        calls.put("/api/delete_end_user", Map.of("provided_id", noId, "customer_id", noId));
        Map<String, String[]> userGroup =
                Map.of("user_group_id", noId, "name", noText, "mapping", noObject, "is_demo_group", noFlag);
        calls.put("/api/create_user_group", userGroup);
        calls.put("/embed/create_user_group", userGroup);
        calls.put("/api/update_user_group", userGroup);
        calls.put("/embed/update_user_group", Map.of("properties", noObject));
        calls.put("/api/delete_user_group", Map.of("current_token", noText));
        calls.put("/api/refresh_user_group_token", Map.of("current_token", noText));
        calls.put("/api/create_group_tag", Map.of("name", noText));
        calls.put("/api/delete_group_tag", Map.of("name", noText));
        calls.put("/api/rename_group_tag", Map.of("name", noText, "new_name", noText));
        return calls.entrySet().stream()
                .flatMap(call -> call.getValue().entrySet().stream()
                        .flatMap(field -> Stream.of(field.getValue())
                                .map(value -> call.getKey() + " " + field.getKey() + " " + value)));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void aFieldOfTheWrongKindIsRefusedByName(String wrong) {
        String[] parts = wrong.split(" ", 3);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("provided_id", "\"there\"");
        fields.put("user_group_id", "\"there\"");
        fields.put("dashboard_embed_id", "\"vcjTgL2wdX\"");
        fields.put("customer_id", "\"there\"");
        fields.put("email", "\"a@example.com\"");
        if (parts[0].endsWith("portal")) {
            fields.put("emails", "[]");
        }
        if (parts[0].endsWith("_tag")) {
            fields.put("name", "\"some\"");
            fields.put("new_name", "\"other\"");
        }
        fields.put(parts[1], parts[2]);
        String body = "{"
                + String.join(
                        ",",
                        fields.entrySet().stream()
                                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                                .toList())
                + "}";
        if (parts[0].equals("/api/create_customer") || parts[0].endsWith("create_user_group")) {
            body = body.replace("\"there\"", "\"not there yet\"");
        }
        ApiClient.Answer answer = api.send("POST", parts[0], bytes(body), JSON);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo(parts[1]);
        assertSaysWhy(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/%zz HTTP/1.1",
                "GET /api/% HTTP/1.1",
                "GET /api/group_tags%00 HTTP/1.1",
                "GET /api/group_tags/%00/ HTTP/1.1",
                "GET /api/group%ff_tags HTTP/1.1",
                "GET /api/%c0%ae%c0%ae/ HTTP/1.1",
                "GET /api/../etc/passwd HTTP/1.1",
                "GET /api/../../etc/passwd HTTP/1.1",
                "GET /../api/group_tags HTTP/1.1",
                "GET /api/%2e%2e/group_tags HTTP/1.1",
                "GET /api/..;/group_tags HTTP/1.1",
                "GET /api//group_tags HTTP/1.1",
                "GET /api/group_tags%2f HTTP/1.1",
                "GET /api\\group_tags HTTP/1.1",
                "GET /v2/api/customers/?page=%zz HTTP/1.1",
                "GET /v2/api/customers/?page=% HTTP/1.1",
                "GET /v2/api/customers/?parent_provided_id=%00 HTTP/1.1",
                "GET /v2/api/customers/?hierarchy_level_name=%ff HTTP/1.1",
                "GET /v2/api/customers/?%00=1 HTTP/1.1",
                "GET /v2/api/customers/?page=1%20 HTTP/1.1",
                "GET /api/v1/customers/%00/portal HTTP/1.1",
                "TRACE /api/group_tags HTTP/1.1",
                "BREW /api/group_tags HTTP/1.1",
                "get /api/group_tags HTTP/1.1",
                "GET api/group_tags HTTP/1.1",
                "GET /api/group tags HTTP/1.1",
                "GET",
                "\u0016\u0003\u0001\u0002",
            })
    void aRequestLineThatMakesNoSenseIsRefused(String line) {
        assertRefused(RawHttp.send(
                server.url(),
                line + "\r\nHost: x\r\nConnection: close\r\nExplo-Authorization: Token " + TestServer.ADMIN_TOKEN
                        + "\r\n\r\n"));
    }

    @Test
    void aRequestThatIsTooLongOrContradictsItselfIsRefused() {
        String head = "GET /api/group_tags HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        String post = "POST /api/get_customer HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExplo-Authorization: Token "
                + TestServer.ADMIN_TOKEN + "\r\n";
        for (String request : List.of(
                "GET /api/" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v2/api/customers/?page=" + "1".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                head + "X-Long: " + "x".repeat(40_000) + "\r\n\r\n",
                head + "X-Many: x\r\n".repeat(5_000) + "\r\n",
                head + "Bad Header: x\r\n\r\n",
                head + "X-Nul: a\u0000b\r\n\r\n",
                "GET /api/group_tags HTTP/1.1\r\n\r\n",
                "GET /api/group_tags HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /api/group_tags HTTP/9.9\r\nHost: x\r\n\r\n",
                post + "Content-Length: -1\r\n\r\n",
                post + "Content-Length: x\r\n\r\n",
                post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
                post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                post + "Transfer-Encoding: rot13\r\n\r\n{}",
                post + "Content-Length: 100\r\n\r\n{}")) {
            String answer = RawHttp.send(server.url(), request);
            assertRefused(answer);
        }
    }

    @Test
    void aRequestThatIsNoHttpIsToldWhatIsWrongAndThatTheConnectionEnds() {
        for (String request : List.of(
                "GET /api/v1/customers/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/customers/% HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api//group_tags HTTP/1.1\r\nHost: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")) {
            String answer = RawHttp.send(server.url(), request);
            assertRefused(answer);
            assertThat(answer).contains("\r\nConnection: close\r\n");
        }
        assertThat(RawHttp.send(server.url(), "GET /api//group_tags HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains("The request is not valid HTTP: Ambiguous URI empty segment.");
        assertThat(RawHttp.send(server.url(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
                .contains("HTTP/1.1; send that");
    }

    @Test
    void aBodyMayBeGzipped() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes("{\"provided_id\":\"there\"}"));
        }
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Content-Encoding", "gzip");
        assertThat(api.send("POST", "/api/get_customer", zipped.toByteArray(), headers)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSmallGzipStreamThatUnpacksToMuchIsRefused() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[50 << 20]);
        }
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Content-Encoding", "gzip");
        assertThat(api.send("POST", "/api/get_customer", bomb.toByteArray(), headers)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void whatIsNotThereIsJsonTooWithAndWithoutAToken() {
        for (String path : List.of("/api", "/api/", "/api/nothing", "/v2", "/v2/api/nothing", "/api/blueprint/")) {
            ApiClient.Answer answer = server.anonymous().get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not_found");
            assertSaysWhy(answer);
        }
    }

    @Test
    void theWrongMethodIsAnsweredWithTheRightOnes() {
        ApiClient.Answer answer = api.get("/api/update_customer/");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).hasValue("POST, OPTIONS");
        assertSaysWhy(answer);
        assertThat(api.post("/api/group_tags", "{}").header("Allow")).hasValue("GET, HEAD, OPTIONS");
        ApiClient.Answer options = api.send("OPTIONS", "/api/delete_customer", new byte[0], Map.of());
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).get().asString().contains("DELETE", "POST");
        assertThat(api.send("OPTIONS", "/api/nothing", new byte[0], Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void headAnswersLikeGetWithoutABody() {
        ApiClient.Answer get = api.get("/v2/api/customers/");
        ApiClient.Answer head = api.send("HEAD", "/v2/api/customers/", new byte[0], Map.of());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(api.send("HEAD", "/api/get_customer", new byte[0], Map.of()).status())
                .isEqualTo(405);
    }

    @Test
    void errorsComeAsProblemDetailsWhereTheClientAsksForThem() {
        ApiClient.Answer answer = api.send(
                "POST",
                "/api/get_customer/",
                bytes("{\"provided_id\":\"nobody\"}"),
                Map.of("Content-Type", "application/json", "Accept", "application/problem+json"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:vitrine:error:not_found");
        assertThat(answer.json().path("status").intValue()).isEqualTo(404);
        assertThat(answer.json().path("title").asString()).isNotEmpty();
        assertThat(answer.json().path("detail").asString()).isNotEmpty();
    }

    @Test
    void withoutATokenTheAnswerSaysHowToSendOne() {
        for (ApiClient client : List.of(
                server.anonymous(), server.with("b".repeat(64)), server.with("x"), server.with("a".repeat(10_000)))) {
            ApiClient.Answer answer = client.get("/api/group_tags/");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).hasValue("Token");
            assertSaysWhy(answer);
        }
    }

    private static List<String> postPaths() {
        return server.routes().stream()
                .filter(route -> route.method() == Method.POST)
                .map(Route::template)
                .filter(template -> ContractCheck.document()
                        .at("/paths/" + ContractCheck.escaped(template) + "/post")
                        .has("requestBody"))
                // A call that may come without a body has nothing to say about an empty one.
                .filter(template -> !template.endsWith("{id}:test"))
                // One object a line: a bad line is a bad result, not a bad call.
                .filter(template -> !template.endsWith(":bulk"))
                // Members only, so that a token is refused before its body is looked at.
                .filter(template -> !template.equals("/api/v1/session/password"))
                .map(template -> template.replaceAll("\\{[^}]*}", "1"))
                .toList();
    }

    private static void assertSaysWhy(ApiClient.Answer answer) {
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertSaysWhy(answer.json());
    }

    private static void assertSaysWhy(JsonNode body) {
        assertThat(body.path("success").intValue(-1)).isZero();
        assertThat(body.path("error_msg").asString()).isNotEmpty().hasSizeLessThan(1_100);
        assertThat(body.path("detail")).isEqualTo(body.path("error_msg"));
        assertThat(body.path("code").asString()).matches("[a-z_]+");
    }

    private static void assertRefused(String answer) {
        assertThat(answer).matches("(?s)HTTP/1.1 (4[0-9][0-9]|505) .*").doesNotContainIgnoringCase("<html", "\tat ");
        int body = answer.indexOf("\r\n\r\n");
        assertSaysWhy(Json.MAPPER.readTree(answer.substring(answer.indexOf('{', body), answer.lastIndexOf('}') + 1)));
    }

    private static String manyElements() {
        return "[" + "\"a@b.c\",".repeat(99_999) + "\"a@b.c\"]";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
