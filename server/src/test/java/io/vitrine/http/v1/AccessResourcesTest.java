package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Data visibility groups, API tokens, embed secrets and origins under {@code /api/v1}. */
final class AccessResourcesTest {
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
    void makesReadsRenamesAndDeletesAGroup() {
        ApiClient.Answer made = api.post("/api/v1/visibility-groups", "{'name':'Staging'}");
        String path = made.header("Location").orElseThrow();

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("name").asString()).isEqualTo("Staging");
        assertThat(made.json().path("id").isIntegralNumber()).isTrue();
        assertThat(api.get("/api/v1/visibility-groups").text()).contains("Production", "Staging");
        assertThat(api.patch(path, "{'name':'Testing'}").json().path("name").asString())
                .isEqualTo("Testing");
        assertThat(api.get(path + "/").json().path("name").asString()).isEqualTo("Testing");
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(api.delete(path).status()).isEqualTo(404);
    }

    @Test
    void refusesAGroupNameThatIsTaken() {
        String path = group("Taken");
        group("Other");

        ApiClient.Answer again = api.post("/api/v1/visibility-groups", "{'name':'Taken'}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("already_exists");
        assertThat(again.field()).isEqualTo("name");
        assertThat(api.patch(path, "{'name':'Other'}").status()).isEqualTo(409);
    }

    @Test
    void keepsAGroupThatIsUsedAndNamesByWhom() {
        String path = group("Used");
        String token = token("Used", "read-write", "the integration");
        server.with(token).post("/api/create_customer/", "{'provided_id':'inhabitant'}");

        assertThat(api.delete(path).text()).contains("inhabitant");

        String customer = server.with(token)
                .post("/api/get_customer/", "{'provided_id':'inhabitant'}")
                .json()
                .path("customer")
                .path("token")
                .asString();
        server.with(token).delete("/api/delete_customer/", "{'current_token':'%s'}".formatted(customer));
        ApiClient.Answer answer = api.delete(path);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("in_use");
        assertThat(answer.text()).contains("the integration");
    }

    @Test
    void deletesAGroupWhoseTokensAreAllRevoked() {
        String path = group("Emptied");
        ApiClient.Answer made =
                api.post("/api/v1/api-tokens", "{'visibility_group':'Emptied','access':'read-only','name':'old'}");
        api.delete(made.header("Location").orElseThrow());

        assertThat(api.delete(path).status()).isEqualTo(204);
    }

    @Test
    void answersWithTheNewNameOfAGroupAtOnce() {
        String path = group("Before");
        ApiClient inside = server.with(token("Before", "read-write", "x"));
        inside.post("/api/create_customer/", "{'provided_id':'acme'}");

        api.patch(path, "{'name':'After'}");

        assertThat(inside.get("/api/v1/customers/acme")
                        .json()
                        .path("access_group")
                        .asString())
                .isEqualTo("After");
        assertThat(inside.post("/api/create_customer/", "{'provided_id':'globex'}")
                        .json()
                        .path("customer")
                        .path("access_group")
                        .asString())
                .isEqualTo("After");
    }

    @Test
    void showsAnApiTokenOnceAndKeepsOnlyAHint() {
        ApiClient.Answer made = api.post(
                "/api/v1/api-tokens", "{'visibility_group':'Production','access':'read-write','name':'back end'}");
        String token = made.json().path("token").asString();
        String path = made.header("Location").orElseThrow();

        assertThat(made.status()).isEqualTo(201);
        assertThat(token).matches("[0-9a-f]{64}");
        assertThat(api.get(path).text()).contains("back end").doesNotContain(token);
        assertThat(api.get(path).json().path("hint").asString()).isEqualTo(token.substring(60));
        assertThat(api.get("/api/v1/api-tokens").text()).doesNotContain(token);
        assertThat(server.sqlText("select string_agg(t::text, ' ') from api_token t"))
                .doesNotContain(token);
    }

    @Test
    void killsARevokedTokenAtOnce() {
        ApiClient.Answer made =
                api.post("/api/v1/api-tokens", "{'visibility_group':'Production','access':'read-only','name':'short'}");
        ApiClient holder = server.with(made.json().path("token").asString());
        String path = made.header("Location").orElseThrow();
        assertThat(holder.get("/api/customers/").status()).isEqualTo(200);

        assertThat(api.delete(path).status()).isEqualTo(204);

        assertThat(holder.get("/api/customers/").status()).isEqualTo(401);
        assertThat(api.get(path).json().path("revoked_at").isNull()).isFalse();
        assertThat(api.delete(path).status()).isEqualTo(404);
    }

    @Test
    void saysWhenATokenWasLastUsedToTheHour() {
        ApiClient.Answer made =
                api.post("/api/v1/api-tokens", "{'visibility_group':'Production','access':'read-only','name':'used'}");
        String path = made.header("Location").orElseThrow();
        assertThat(made.json().path("last_used_at").isNull()).isTrue();
        assertThat(api.get(path).json().path("last_used_at").isNull()).isTrue();
        Instant before = Instant.now().minusSeconds(60);

        server.with(made.json().path("token").asString()).get("/api/customers/");

        assertThat(lastUsed(path, at -> true)).isBetween(before, Instant.now().plusSeconds(60));
    }

    @Test
    void writesTheUseOfATokenOnceAnHourAtMost() {
        ApiClient.Answer busy =
                api.post("/api/v1/api-tokens", "{'visibility_group':'Production','access':'read-only','name':'busy'}");
        ApiClient.Answer idle =
                api.post("/api/v1/api-tokens", "{'visibility_group':'Production','access':'read-only','name':'idle'}");
        useBefore("59 minutes", busy);
        useBefore("61 minutes", idle);
        String busyPath = busy.header("Location").orElseThrow();
        String idlePath = idle.header("Location").orElseThrow();
        Instant busyBefore = lastUsed(busyPath, at -> true);
        Instant idleBefore = lastUsed(idlePath, at -> true);

        server.with(busy.json().path("token").asString()).get("/api/customers/");
        server.with(idle.json().path("token").asString()).get("/api/customers/");

        assertThat(lastUsed(idlePath, at -> at.isAfter(idleBefore))).isAfter(busyBefore);
        assertThat(lastUsed(busyPath, at -> true)).isEqualTo(busyBefore);
    }

    @Test
    void grantsEachKindOfTokenWhatItMayDo() {
        ApiClient reader = server.with(token("Production", "read-only", "r"));
        ApiClient writer = server.with(token("Production", "read-write", "w"));

        assertThat(reader.get("/api/customers/").status()).isEqualTo(200);
        assertThat(reader.post("/api/create_customer/", "{'provided_id':'r'}").status())
                .isEqualTo(403);
        assertThat(writer.post("/api/create_customer/", "{'provided_id':'w'}").status())
                .isEqualTo(200);
        assertThat(writer.get("/api/v1/api-tokens").status()).isEqualTo(403);
        assertThat(writer.get("/api/v1/api-tokens").code()).isEqualTo("forbidden");
    }

    @Test
    void refusesATokenOfAnUnknownKindOrGroup() {
        ApiClient.Answer kind =
                api.post("/api/v1/api-tokens", "{'visibility_group':'Production','access':'root','name':'x'}");
        ApiClient.Answer group =
                api.post("/api/v1/api-tokens", "{'visibility_group':'Nowhere','access':'admin','name':'x'}");

        assertThat(kind.status()).isEqualTo(400);
        assertThat(kind.field()).isEqualTo("access");
        assertThat(group.status()).isEqualTo(400);
        assertThat(group.field()).isEqualTo("visibility_group");
    }

    @Test
    void givesTheSameTokenAgainForTheSameIdempotencyKeyAndKeepsItEncrypted() {
        String body = "{'visibility_group':'Production','access':'read-only','name':'once'}";
        Map<String, String> key = Map.of("Idempotency-Key", "make-one");

        String first =
                api.post("/api/v1/api-tokens", body, key).json().path("token").asString();
        ApiClient.Answer second = api.post("/api/v1/api-tokens", body, key);

        assertThat(second.json().path("token").asString()).isEqualTo(first);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotency-Replayed")).contains("true");
        assertThat(server.sqlText("select string_agg(encode(body, 'escape'), ' ') from idempotent_call"))
                .doesNotContain(first);
    }

    @Test
    void showsTheValueOfAnEmbedSecretOnce() {
        ApiClient.Answer made = api.post("/api/v1/embed-secrets", "{'visibility_group':'Production','name':'web'}");
        String value = made.json().path("key_value").asString();
        String path = made.header("Location").orElseThrow();

        assertThat(made.status()).isEqualTo(201);
        assertThat(value).hasSize(32);
        assertThat(made.json().path("key_id").asString()).matches("[0-9a-f-]{36}");
        assertThat(api.get(path).text()).contains("web").doesNotContain(value);
        assertThat(api.get("/api/v1/embed-secrets").text()).doesNotContain(value);
        assertThat(api.patch(path, "{'name':'renamed'}").json().path("name").asString())
                .isEqualTo("renamed");
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @Test
    void takesOverAnEmbedSecretThatExistsElsewhere() {
        String value = "0123456789abcdef0123456789abcdef";
        String body = "{'visibility_group':'Production','name':'old','key_id':'k-1','key_value':'%s'}".formatted(value);

        assertThat(api.post("/api/v1/embed-secrets", body)
                        .json()
                        .path("key_value")
                        .asString())
                .isEqualTo(value);
        ApiClient.Answer again = api.post("/api/v1/embed-secrets", body);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.field()).isEqualTo("key_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "0123456789abcdef0123456789abcdef0", "0123456789abcdef0123456789abcdeé"})
    void refusesAnEmbedSecretWhoseValueIsNot32BytesLong(String value) {
        ApiClient.Answer answer = api.post(
                "/api/v1/embed-secrets", "{'visibility_group':'Production','key_value':'%s'}".formatted(value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("key_value");
        assertThat(answer.text()).contains("32");
    }

    @Test
    void listsOriginsAsBrowsersWriteThem() {
        ApiClient.Answer answer = api.put(
                "/api/v1/origins",
                "{'api':['HTTPS://App.Example.com:443/'],'embed':['http://localhost:3000','https://bücher.example']}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"api\":[\"https://app.example.com\"],"
                        + "\"embed\":[\"http://localhost:3000\",\"https://xn--bcher-kva.example\"]}");
        assertThat(api.get("/api/v1/origins").text()).isEqualTo(answer.text());
    }

    @Test
    void letsAListedOriginUseATokenThatCanWriteAtOnce() {
        Map<String, String> page = Map.of("Origin", "https://pages.example");
        assertThat(api.post("/api/create_customer/", "{'provided_id':'p'}", page)
                        .code())
                .isEqualTo("browser_origin_refused");

        api.put("/api/v1/origins", "{'api':['https://pages.example'],'embed':[]}");

        assertThat(api.post("/api/create_customer/", "{'provided_id':'p'}", page)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.com", "ftp://example.com", "https://example.com/path", "https://", "*", "https://a b"})
    void refusesWhatIsNoOrigin(String text) {
        ApiClient.Answer answer = api.put("/api/v1/origins", "{'api':[],'embed':['%s']}".formatted(text));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("embed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"visibility-groups", "api-tokens", "embed-secrets", "schemas", "data-sources", "origins"})
    void isForAdminTokensOnly(String resource) {
        ApiClient writer = server.withNewToken("Production", "read-write");

        assertThat(writer.get("/api/v1/" + resource).status()).isEqualTo(403);
        assertThat(server.anonymous().get("/api/v1/" + resource).status()).isEqualTo(401);
    }

    @Test
    void answersNotFoundForAnIdThatIsNoNumber() {
        assertThat(api.get("/api/v1/schemas/abc").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/schemas/99999999999999999999").status()).isEqualTo(404);
    }

    /** When a token was last used, once it is as a test wants it: it is written beside the call that used it. */
    private static Instant lastUsed(String path, Predicate<Instant> wanted) {
        Instant end = Instant.now().plusSeconds(10);
        while (true) {
            JsonNode at = api.get(path).json().path("last_used_at");
            if (!at.isNull() && wanted.test(Instant.parse(at.asString()))) {
                return Instant.parse(at.asString());
            }
            assertThat(Instant.now()).as("the use of %s was written", path).isBefore(end);
        }
    }

    private static void useBefore(String interval, ApiClient.Answer token) {
        server.sql("update api_token set last_used_at = now() - interval '%s' where id = %s"
                .formatted(interval, token.json().path("id").asLong()));
    }

    private static String group(String name) {
        return api.post("/api/v1/visibility-groups", "{'name':'%s'}".formatted(name))
                .header("Location")
                .orElseThrow();
    }

    private static String token(String group, String access, String name) {
        return api.post(
                        "/api/v1/api-tokens",
                        "{'visibility_group':'%s','access':'%s','name':'%s'}".formatted(group, access, name))
                .json()
                .path("token")
                .asString();
    }
}
