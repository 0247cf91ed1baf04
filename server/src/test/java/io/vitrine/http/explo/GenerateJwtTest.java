package io.vitrine.http.explo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.JoseTokens;
import io.vitrine.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code POST /api/generate_jwt/}. */
final class GenerateJwtTest {
    private static final String KEY = "0123456789abcdefghijklmnopqrstuv";

    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        dashboard(api);
        api.post("/api/create_customer/", "{'provided_id':'acme'}");
        api.post("/api/create_customer/", "{'provided_id':'3'}");
        api.post(
                "/api/v1/embed-secrets",
                "{'visibility_group':'Production','name':'web','key_id':'web-key','key_value':'%s'}".formatted(KEY));
        api.post("/api/v1/visibility-groups", "{'name':'Apart'}");
        api.post("/api/v1/embed-secrets", "{'visibility_group':'Apart','name':'web','key_id':'apart-key'}");
        server.withNewToken("Apart", "read-write").post("/api/create_customer/", "{'provided_id':'hidden'}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersACompactTokenInTheDocumentedForm() {
        ApiClient.Answer answer = api.post(
                "/api/generate_jwt/",
                "{'provided_id':'acme','embed_id':'vcjTgL2wdX','key_id':null,'expiration':'PT1H','chart_id':null,"
                        + "'rb_allowed_features':null,'disable_editable_section_editing':null,'embed_origin':null}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("success").intValue()).isEqualTo(1);
        String[] parts = answer.json().path("jwt").asString().split("\\.", -1);
        assertThat(parts).hasSize(5);
        assertThat(parts[1]).isEmpty();
        assertThat(Base64.getUrlDecoder().decode(parts[2])).hasSize(12);
        JsonNode header =
                io.vitrine.json.Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[0]));
        assertThat(header.path("alg").asString()).isEqualTo("dir");
        assertThat(header.path("enc").asString()).isEqualTo("A256GCM");
        assertThat(header.path("kid").asString()).matches("[0-9a-f-]{36}");
    }

    @Test
    void makesTokensThatJoseOpens() {
        assumeTrue(JoseTokens.areAvailable(), "jose is not installed: npm ci in server/src/test/node");
        long before = Instant.now().getEpochSecond();

        JsonNode claims = claims("{'provided_id':'acme','embed_id':'vcjTgL2wdX','key_id':'web-key',"
                + "'expiration':'P1DT1H','chart_id':'chart-7','rb_allowed_features':['flt','srt'],"
                + "'disable_editable_section_editing':true,'embed_origin':'HTTPS://App.example.com'}");

        assertThat(claims.path("cst").asString()).isEqualTo("acme");
        assertThat(claims.path("dsh").asString()).isEqualTo("vcjTgL2wdX");
        assertThat(claims.path("cht").asString()).isEqualTo("chart-7");
        assertThat(claims.path("rbc").toString()).isEqualTo("[\"flt\",\"srt\"]");
        assertThat(claims.path("des").booleanValue()).isTrue();
        assertThat(claims.path("iss").asString()).isEqualTo("https://app.example.com/");
        assertThat(claims.path("exp").isIntegralNumber()).isTrue();
        assertThat(claims.path("exp").longValue() - before).isBetween(25 * 3600L, 25 * 3600L + 60);
    }

    @Test
    void leavesOutWhatWasNotAskedForAndLastsADay() {
        assumeTrue(JoseTokens.areAvailable(), "jose is not installed: npm ci in server/src/test/node");
        long before = Instant.now().getEpochSecond();

        JsonNode claims = claims("{'provided_id':3,'embed_id':'vcjTgL2wdX','key_id':'web-key'}");

        assertThat(claims.propertyNames()).containsExactlyInAnyOrder("cst", "dsh", "iat", "exp");
        assertThat(claims.path("cst").asString()).isEqualTo("3");
        assertThat(claims.path("exp").longValue() - before).isBetween(24 * 3600L, 24 * 3600L + 60);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'embed_id':'vcjTgL2wdX'}                                                          | 400 | missing_field | provided_id
            {'provided_id':'acme'}                                                             | 400 | missing_field | embed_id
            {'provided_id':'nobody','embed_id':'vcjTgL2wdX'}                                   | 404 | not_found     | provided_id
            {'provided_id':'hidden','embed_id':'vcjTgL2wdX'}                                   | 404 | not_found     | provided_id
            {'provided_id':'acme','embed_id':'ABCDEFGHIJ'}                                     | 404 | not_found     | embed_id
            {'provided_id':'acme','embed_id':'short'}                                          | 404 | not_found     | embed_id
            {'provided_id':'acme','embed_id':'nobodysOne'}                                     | 404 | not_found     | embed_id
            {'provided_id':'acme','embed_id':'vcjTgL2wdX','key_id':'nothing'}                  | 404 | not_found     | key_id
            {'provided_id':'acme','embed_id':'vcjTgL2wdX','key_id':'apart-key'}                | 404 | not_found     | key_id
            {'provided_id':'acme','embed_id':'vcjTgL2wdX','expiration':'soon'}                 | 400 | invalid_field | expiration
            {'provided_id':'acme','embed_id':'vcjTgL2wdX','expiration':'PT0S'}                 | 400 | invalid_field | expiration
            {'provided_id':'acme','embed_id':'vcjTgL2wdX','expiration':'-PT1H'}                | 400 | invalid_field | expiration
            {'provided_id':'acme','embed_id':'vcjTgL2wdX','expiration':'P900Y'}                | 400 | invalid_field | expiration
            {'provided_id':'acme','embed_id':'vcjTgL2wdX','embed_origin':'nowhere'}            | 400 | invalid_field | embed_origin
            {'provided_id':'acme','embed_id':'vcjTgL2wdX','rb_allowed_features':'flt'}         | 400 | invalid_field | rb_allowed_features
            {'provided_id':'acme','embed_id':'vcjTgL2wdX','disable_editable_section_editing':1} | 400 | invalid_field | disable_editable_section_editing
            """, quoteCharacter = '\0')
    void refusesWhatIsWrongByName(String body, int status, String code, String field) {
        ApiClient.Answer answer = api.post("/api/generate_jwt", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.field()).isEqualTo(field);
    }

    @Test
    void takesATokenThatCanWrite() {
        String body = "{'provided_id':'acme','embed_id':'vcjTgL2wdX'}";

        assertThat(server.withNewToken("Production", "read-only")
                        .post("/api/generate_jwt/", body)
                        .status())
                .isEqualTo(403);
        assertThat(server.withNewToken("Production", "read-write")
                        .post("/api/generate_jwt/", body)
                        .status())
                .isEqualTo(200);
        assertThat(server.anonymous().post("/api/generate_jwt/", body).status()).isEqualTo(401);
    }

    @Test
    void usesOneKeyOfItsOwnForEachGroupHoweverManyCallsComeFirst() throws Exception {
        try (TestServer own = TestServer.start();
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            dashboard(own.admin());
            own.admin().post("/api/create_customer/", "{'provided_id':'acme'}");
            List<Future<String>> calls = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> own.admin()
                            .post("/api/generate_jwt", "{'provided_id':'acme','embed_id':'vcjTgL2wdX'}")
                            .json()
                            .path("jwt")
                            .asString()))
                    .toList();
            Set<String> headers = new HashSet<>();
            for (Future<String> call : calls) {
                headers.add(new String(
                        Base64.getUrlDecoder().decode(call.get().split("\\.", -1)[0]), StandardCharsets.UTF_8));
            }
            assertThat(headers).hasSize(1);
            assertThat(own.admin().get("/api/v1/embed-secrets").json().path("embed_secrets"))
                    .hasSize(1);
        }
    }

    private static void dashboard(ApiClient client) {
        assertThat(client.post("/api/v1/dashboards", "{'name':'Sales','embed_id':'vcjTgL2wdX'}")
                        .status())
                .isEqualTo(201);
    }

    private static JsonNode claims(String body) {
        ApiClient.Answer answer = api.post("/api/generate_jwt/", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return JoseTokens.decrypt(answer.json().path("jwt").asString(), KEY).path("claims");
    }
}
