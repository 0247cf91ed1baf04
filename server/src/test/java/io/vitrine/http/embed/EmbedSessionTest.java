package io.vitrine.http.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code POST /embed/session}: who is let in, and what is sent. */
final class EmbedSessionTest {
    private static EmbedShop shop;

    @BeforeAll
    static void start() {
        shop = new EmbedShop();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void anEmbedTokenAndACustomerTokenOpenTheSameDashboard() {
        Answer byJwt = shop.session(shop.jwt("acme"));
        Answer byToken = shop.session(shop.token("acme"));

        assertThat(byJwt.status()).as(byJwt.text()).isEqualTo(200);
        assertThat(byJwt.json().path("dashboard")).isEqualTo(byToken.json().path("dashboard"));
        assertThat(byJwt.json().path("dashboard").path("embed_id").asString()).isEqualTo("shopsales1");
        assertThat(byJwt.json().path("dashboard").path("name").asString()).isEqualTo("Sales");
        assertThat(byJwt.json().path("customer").toString())
                .isEqualTo("{\"name\":\"Acme\",\"provided_id\":\"acme\",\"is_demo_group\":false}");
        assertThat(byJwt.json().path("live").asBoolean()).isTrue();
        assertThat(byJwt.json().path("capabilities").toString())
                .isEqualTo("{\"features\":[\"*\"],\"edit_sections\":true}");
        assertThat(byJwt.json().has("expires_at")).isTrue();
        assertThat(byToken.json().has("expires_at")).isFalse();
    }

    @Test
    void nothingIsSentButWhatTheViewerMayHave() {
        Answer answer = shop.session(shop.jwt("acme"));

        assertThat(answer.text())
                .as("no SQL, schema, tag, level, hidden part, or value that no text names")
                .doesNotContain("select", "from orders", "shop\"", "premium", "visibility", "Only for users")
                .doesNotContain("margin", "inside", "gold", "\"sql\"", "\"schema\"");
        assertThat(answer.json().path("variables").toString())
                .isEqualTo("{\"customer_name\":\"Acme\",\"customer.region\":\"EMEA\"}");
        assertThat(answer.json()
                        .path("dashboard")
                        .path("definition")
                        .path("datasets")
                        .toString())
                .isEqualTo(
                        "[{\"name\":\"orders\",\"variables\":[\"least\",\"area\"]},{\"name\":\"areas\",\"variables\":[]},"
                                + "{\"name\":\"goals\",\"variables\":[]},{\"name\":\"broken\",\"variables\":[]}]");
    }

    @Test
    void tagsAndLevelsDecideWhatIsSeenAlsoInheritedOnesAndAtOnce() {
        assertThat(panels(shop.session(shop.jwt("alice")))).containsExactly("head", "rows", "crash", "users");
        shop.update("{'provided_id':'acme','group_tags':['premium']}");
        assertThat(panels(shop.session(shop.jwt("alice"))))
                .containsExactly("head", "rows", "margins", "crash", "users");
        assertThat(panels(shop.session(shop.jwt("acme")))).containsExactly("head", "rows", "margins", "crash");
        shop.update("{'provided_id':'acme','group_tags':['basic']}");
        assertThat(panels(shop.session(shop.jwt("alice")))).containsExactly("head", "rows", "crash", "users");
        shop.update("{'provided_id':'acme','group_tags':[]}");
    }

    @Test
    void aDashboardForOthersAnswersLikeOneThatDoesNotExist() {
        shop.dashboard("premiumOne", "{'name':'P','datasets':[],'panels':[],'visibility':{'group_tags':['premium']}}");
        shop.dashboard("recordOnly", "{'name':'R','datasets':[],'panels':[]}");
        shop.api.patch("/api/v1/dashboards/recordOnly", "{'visibility':{'levels':['User']}}");
        String bare = shop.token("acme").substring("shopsales1:".length());

        Answer unknown = shop.session("nobodysOne:" + bare);
        assertThat(unknown.status()).isEqualTo(404);
        for (String embedId : List.of("premiumOne", "recordOnly")) {
            Answer hidden = shop.session(embedId + ":" + bare);
            assertThat(hidden.status()).isEqualTo(404);
            assertThat(hidden.text()).isEqualTo(unknown.text());
        }
        assertThat(shop.session(shop.jwt("alice", "recordOnly", "")).status()).isEqualTo(200);
    }

    @Test
    void withoutAnEnvironmentProductionIsShownWherePublishedElseTheLatestSave() {
        shop.dashboard("envShown01", definition("One"));
        shop.save("envShown01", definition("Two"));
        assertThat(shownName("{}")).isEqualTo("Two");

        shop.publish("envShown01", "production", 1);
        assertThat(shownName("{}")).isEqualTo("One");
        assertThat(shownName("{'environment':'production'}")).isEqualTo("One");
        shop.publish("envShown01", "staging", 2);
        assertThat(shownName("{'environment':'staging'}")).isEqualTo("Two");

        Answer unknown = shop.post("/embed/session", shop.jwt("acme", "envShown01", ""), "{'environment':'prod'}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.field()).isEqualTo("environment");
        assertThat(shop.post("/embed/session", shop.jwt("acme"), "{'environment':'staging'}")
                        .status())
                .as("not published there")
                .isEqualTo(404);
    }

    @Test
    void aDashboardThatWasNeverSavedIsNotShown() {
        shop.api.post("/api/v1/dashboards", "{'embed_id':'neverSaved','name':'Draft only'}");
        assertThat(shop.session(shop.jwt("acme", "neverSaved", "")).status()).isEqualTo(404);
    }

    @Test
    void aTokenThatDoesNotOpenIsRefused() {
        String jwt = shop.jwt("acme");
        assertThat(shop.session(jwt.substring(0, jwt.length() - 4) + "AAAA").code())
                .isEqualTo("invalid_embed_token");
        assertThat(shop.session("shopsales1:" + "0".repeat(64)).code()).isEqualTo("invalid_embed_token");
        assertThat(shop.session("preview.AAAA").code()).isEqualTo("invalid_embed_token");
        assertThat(shop.session("preview.").code()).isEqualTo("invalid_embed_token");
        assertThat(shop.server.anonymous().post("/embed/session", "{}").status())
                .isEqualTo(401);
        assertThat(shop.session(jwt).status()).isEqualTo(200);
    }

    @Test
    void anApiTokenIsNoViewersToken() {
        assertThat(shop.session("a".repeat(64)).status()).isEqualTo(401);
    }

    @Test
    void aRefreshedCustomerTokenIsDeadAtOnce() {
        shop.api.post("/api/create_customer/", "{'provided_id':'refreshed'}");
        String before = shop.token("refreshed");
        assertThat(shop.session(before).status()).isEqualTo(200);
        shop.api.post(
                "/api/refresh_customer_token/", "{'current_token':'" + before.substring("shopsales1:".length()) + "'}");
        assertThat(shop.session(before).code()).isEqualTo("invalid_embed_token");
        assertThat(shop.session(shop.token("refreshed")).status()).isEqualTo(200);
    }

    @Test
    void aCustomerOfAnotherGroupIsLikeNone() {
        shop.api.post("/api/v1/visibility-groups", "{'name':'Testing'}");
        String other = shop.api
                .post("/api/v1/api-tokens", "{'visibility_group':'Testing','access':'read-write','name':'t'}")
                .json()
                .path("token")
                .asString();
        ApiClient testing = shop.server.with(other);
        testing.post("/api/create_customer/", "{'provided_id':'ghost'}");
        String jwt = testing.post("/api/generate_jwt/", "{'provided_id':'ghost','embed_id':'shopsales1'}")
                .json()
                .path("jwt")
                .asString();
        assertThat(shop.session(jwt).status()).isEqualTo(200);

        assertThat(testing.post("/api/generate_jwt/", "{'provided_id':'acme','embed_id':'shopsales1'}")
                        .status())
                .isEqualTo(404);
        assertThat(shop.api
                        .post("/api/v1/dashboards/shopsales1/previews", "{'customer':'ghost'}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aTokenBoundToASiteIsShownThereAlone() {
        String jwt = shop.jwt("acme", "shopsales1", ",'embed_origin':'https://app.example.com'");
        Answer there = shop.post("/embed/session", jwt, "{}", Map.of("Origin", "https://app.example.com"));
        assertThat(there.status()).isEqualTo(200);
        assertThat(there.header("Access-Control-Allow-Origin")).contains("https://app.example.com");

        Answer elsewhere = shop.post("/embed/session", jwt, "{}", Map.of("Origin", "https://evil.example.com"));
        assertThat(elsewhere.code()).isEqualTo("origin_not_allowed");
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(shop.session(jwt).code())
                .as("no browser vouches for the page")
                .isEqualTo("origin_not_allowed");
    }

    @Test
    void theTeamsListOfOriginsHoldsForEveryToken() {
        shop.api.put("/api/v1/origins", "{'api':[],'embed':['https://app.example.com']}");
        try {
            String jwt = shop.jwt("acme");
            assertThat(shop.post("/embed/session", jwt, "{}", Map.of("Origin", "https://app.example.com"))
                            .status())
                    .isEqualTo(200);
            assertThat(shop.post("/embed/session", jwt, "{}", Map.of("Origin", "https://other.example.com"))
                            .code())
                    .isEqualTo("origin_not_allowed");
            String bound = shop.jwt("acme", "shopsales1", ",'embed_origin':'https://other.example.com'");
            assertThat(shop.post("/embed/session", bound, "{}", Map.of("Origin", "https://other.example.com"))
                            .code())
                    .as("bound to a site that the list lacks")
                    .isEqualTo("origin_not_allowed");
        } finally {
            shop.api.put("/api/v1/origins", "{'api':[],'embed':[]}");
        }
        assertThat(shop.post("/embed/session", shop.jwt("acme"), "{}", Map.of("Origin", "https://other.example.com"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void preflightsFromAnySiteAreAnswered() {
        for (String path : List.of("/embed/session", "/embed/data", "/embed/csv", "/embed/live", "/embed/revision")) {
            Answer answer = shop.server
                    .anonymous()
                    .send(
                            "OPTIONS",
                            path,
                            new byte[0],
                            Map.of("Origin", "https://a.example.com", "Access-Control-Request-Method", "POST"));
            assertThat(answer.status()).as(path).isEqualTo(204);
            assertThat(answer.header("Access-Control-Allow-Origin")).contains("https://a.example.com");
            assertThat(answer.header("Access-Control-Allow-Headers").orElse("")).contains("Authorization");
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        }
    }

    @Test
    void oneChartAloneIsSentWhereTheTokenNamesOne() {
        Answer answer = shop.session(shop.jwt("acme", "shopsales1", ",'chart_id':'rows'"));
        assertThat(panels(answer)).containsExactly("rows");
        assertThat(answer.json().path("chart_id").asString()).isEqualTo("rows");
        assertThat(answer.json().path("variables").isEmpty()).isTrue();
        assertThat(shop.session(shop.jwt("acme", "shopsales1", ",'chart_id':'margins'"))
                        .status())
                .as("a panel for others")
                .isEqualTo(404);
    }

    @Test
    void capabilitiesComeFromTheToken() {
        Answer answer = shop.session(shop.jwt(
                "acme", "shopsales1", ",'rb_allowed_features':['flt'],'disable_editable_section_editing':true"));
        assertThat(answer.json().path("capabilities").toString())
                .isEqualTo("{\"features\":[\"flt\"],\"edit_sections\":false}");
    }

    @Test
    void aDrillDownOpensTheDashboardThatAVisiblePanelNamesAndNoOther() {
        shop.dashboard("drillTgt01", definition("Target"));
        shop.dashboard("drillFrom1", """
                {'name':'From','datasets':[{'name':'d','schema':'shop','sql':'select {{ customer_id }} as id'}],
                 'panels':[{'id':'t','type':'table','dataset':'d',
                            'drill_down':{'kind':'dashboard','dashboard':'drillTgt01'}}]}""");
        String jwt = shop.jwt("acme", "drillFrom1", "");
        Answer opened = shop.post("/embed/session", jwt, "{'dashboard':'drillTgt01'}");
        assertThat(opened.json().path("dashboard").path("name").asString()).isEqualTo("Target");
        assertThat(shop.post("/embed/session", jwt, "{'dashboard':'shopsales1'}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aPreviewShowsTheDraftOrAVersionThroughACustomersEyes() {
        shop.dashboard("previewed1", definition("Saved"));
        shop.api.send(
                "PUT",
                "/api/v1/dashboards/previewed1/draft",
                ("{'definition':" + definition("Unsaved") + "}")
                        .replace('\'', '"')
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of("If-Match", "*", "Content-Type", "application/json"));

        Answer draft = shop.session(preview("{'customer':'acme'}"));
        assertThat(draft.json().path("dashboard").path("name").asString()).isEqualTo("Unsaved");
        assertThat(draft.json().path("dashboard").path("version").isNull()).isTrue();
        assertThat(draft.json().path("customer").path("provided_id").asString()).isEqualTo("acme");
        Answer version = shop.session(preview("{'customer':'globex','version':1}"));
        assertThat(version.json().path("dashboard").path("name").asString()).isEqualTo("Saved");

        assertThat(shop.api
                        .post("/api/v1/dashboards/previewed1/previews", "{'customer':'acme','version':7}")
                        .status())
                .isEqualTo(404);
        assertThat(shop.server
                        .anonymous()
                        .post("/api/v1/dashboards/previewed1/previews", "{'customer':'acme'}")
                        .status())
                .isEqualTo(401);
    }

    private static String preview(String body) {
        return shop.api
                .post("/api/v1/dashboards/previewed1/previews", body)
                .json()
                .path("token")
                .asString();
    }

    private static String definition(String name) {
        return "{'name':'" + name + "','datasets':[],'panels':[]}";
    }

    private static String shownName(String body) {
        return shop.post("/embed/session", shop.jwt("acme", "envShown01", ""), body)
                .json()
                .path("dashboard")
                .path("name")
                .asString("");
    }

    private static List<String> panels(Answer session) {
        return session.json()
                .path("dashboard")
                .path("definition")
                .path("panels")
                .valueStream()
                .map((JsonNode panel) -> panel.path("id").asString())
                .toList();
    }
}
