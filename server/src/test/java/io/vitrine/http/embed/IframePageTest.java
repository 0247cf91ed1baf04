package io.vitrine.http.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient.Answer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /iframe/…}: the pages, the policy that they come with, and what their calls may do. */
final class IframePageTest {
    private static EmbedShop shop;

    @BeforeAll
    static void start() {
        shop = new EmbedShop();
        shop.publish("shopsales1", "production", 1);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void everyDocumentedAddressGivesThePage() {
        String jwt = shop.jwt("acme");
        String byToken = shop.token("acme").replace(':', '/');
        assertThat(page("/iframe/" + jwt).text()).contains("<vitrine-dashboard dash-jwt=\"" + jwt + "\"");
        assertThat(page("/iframe/" + jwt + "/production").text()).contains("environment=\"production\"");
        assertThat(page("/iframe/" + byToken).text())
                .contains("dash-customer-token=\"" + shop.token("acme") + "\"")
                .doesNotContain("environment=");
        assertThat(page("/iframe/" + byToken + "/production?region=%22EMEA%22").text())
                .contains("environment=\"production\"");
    }

    @Test
    void thePolicyLetsNothingInFromOutside() {
        Answer page = page("/iframe/" + shop.jwt("acme"));
        assertThat(page.header("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self'; connect-src 'self';")
                .contains("base-uri 'none'", "form-action 'none'")
                .endsWith("frame-ancestors *");
        assertThat(page.header("Referrer-Policy")).contains("no-referrer");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.text())
                .doesNotContain("<script>")
                .doesNotContain("http:")
                .doesNotContain("https:");
    }

    @Test
    void aBoundTokenNamesTheOnlyPageThatMayFrameIt() {
        String jwt = shop.jwt("acme", "shopsales1", ",'embed_origin':'https://app.example.com'");
        Answer page = page("/iframe/" + jwt);
        assertThat(page.header("Content-Security-Policy").orElse(""))
                .endsWith("frame-ancestors https://app.example.com");
        assertThat(shop.get("/iframe/" + jwt, Map.of("Sec-Fetch-Dest", "document"))
                        .status())
                .as("opened by itself")
                .isEqualTo(403);
    }

    @Test
    void theTeamsListOfOriginsGoesIntoThePolicy() {
        shop.api.put("/api/v1/origins", "{'api':[],'embed':['https://a.example.com','https://b.example.com']}");
        try {
            assertThat(page("/iframe/" + shop.jwt("acme"))
                            .header("Content-Security-Policy")
                            .orElse(""))
                    .endsWith("frame-ancestors https://a.example.com https://b.example.com");
            String outside = shop.jwt("acme", "shopsales1", ",'embed_origin':'https://c.example.com'");
            assertThat(page("/iframe/" + outside)
                            .header("Content-Security-Policy")
                            .orElse(""))
                    .endsWith("frame-ancestors 'none'");
        } finally {
            shop.api.put("/api/v1/origins", "{'api':[],'embed':[]}");
        }
    }

    @Test
    void aFramesCallsCarryTheSealOfThePageAndNoOtherSealServes() {
        String bound = shop.jwt("acme", "shopsales1", ",'embed_origin':'https://app.example.com'");
        String elsewhere = shop.jwt("acme", "shopsales1", ",'embed_origin':'https://b.example.com'");
        assertThat(framedCall(bound, seal(page("/iframe/" + bound))).status()).isEqualTo(200);
        assertThat(framedCall(bound, seal(page("/iframe/" + elsewhere))).code()).isEqualTo("origin_not_allowed");
        assertThat(framedCall(bound, seal(page("/iframe/" + shop.jwt("acme")))).code())
                .as("a frame that anybody may frame")
                .isEqualTo("origin_not_allowed");
        assertThat(framedCall(bound, "AAAA").code()).isEqualTo("origin_not_allowed");
        Answer foreign = shop.post(
                "/embed/session",
                bound,
                "{}",
                Map.of("Origin", "https://evil.example.com", "Vitrine-Frame", seal(page("/iframe/" + bound))));
        assertThat(foreign.code()).as("the seal counts from our own page alone").isEqualTo("origin_not_allowed");
    }

    @Test
    void aPageThatCannotBeShownSaysWhyAndEscapesWhatItWasGiven() {
        Answer bad = shop.get("/iframe/%3Cscript%3Ealert(1)%3C%2Fscript%3E", Map.of());
        assertThat(bad.status()).isEqualTo(401);
        assertThat(bad.header("Content-Type").orElse("")).startsWith("text/html");
        assertThat(bad.text()).doesNotContain("<script>").contains("role=\"alert\"");

        Answer odd = shop.get("/iframe/" + shop.jwt("acme") + "/%22%3E%3Cb%3E", Map.of());
        assertThat(odd.status()).isEqualTo(400);
        assertThat(odd.text()).doesNotContain("<b>");
    }

    @Test
    void filesOfTheBuildAreTheOnlyOnesThatAreServed() {
        assertThat(shop.get("/assets/..%2f..%2fmigration", Map.of()).status()).isEqualTo(404);
        assertThat(shop.get("/assets/nothing-12345678.js", Map.of()).status()).isEqualTo(404);
    }

    private static Answer page(String path) {
        Answer page = shop.get(path, Map.of());
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return page;
    }

    private static String seal(Answer page) {
        Matcher matcher = Pattern.compile(" frame=\"([^\"]+)\"").matcher(page.text());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static Answer framedCall(String token, String seal) {
        String own = shop.server.url().toString();
        return shop.post("/embed/session", token, "{}", Map.of("Origin", own, "Vitrine-Frame", seal));
    }
}
