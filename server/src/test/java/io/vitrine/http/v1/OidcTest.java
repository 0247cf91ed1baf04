package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.vitrine.Application;
import io.vitrine.access.Role;
import io.vitrine.member.oidc.OidcSettings;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.People;
import io.vitrine.testing.TestProvider;
import io.vitrine.testing.TestServer;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in through an OpenID Connect provider, and everything that such a provider must not be taken for. */
final class OidcTest {
    private static TestProvider provider;
    private static TestServer server;
    private static ApiClient admin;

    @BeforeAll
    static void start() throws Exception {
        provider = new TestProvider();
        server = TestServer.startWith(members(new OidcSettings(
                provider.issuer(),
                TestProvider.CLIENT,
                Optional.of(TestProvider.SECRET),
                "Example",
                Optional.of(Role.VIEWER),
                List.of("example.com"),
                false)));
        admin = People.firstAdmin(server);
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
    }

    @Test
    void thePageIsToldOfTheProvider() {
        assertThat(server.anonymous()
                        .get("/api/v1/setup")
                        .json()
                        .at("/oidc/label")
                        .stringValue())
                .isEqualTo("Example");
    }

    @Test
    void whoComesBackFromTheProviderIsSignedInWhereItWantedToBe() {
        Visit visit = new Visit("/customers?level=User");
        assertThat(visit.asked)
                .containsEntry("client_id", "vitrine")
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", server.url() + "/api/v1/session/oidc/callback");
        Answer back = visit.back(provider.claims(visit.location, "grace", "grace@example.com"));
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.header("Location")).hasValue("/customers?level=User");
        ApiClient browser = People.browser(server, session(back));
        assertThat(browser.get("/api/v1/session").json().at("/member/email").stringValue())
                .isEqualTo("grace@example.com");
        assertThat(browser.get("/api/v1/session").json().at("/member/role").stringValue())
                .isEqualTo("viewer");
        assertThat(browser.get("/api/v1/session").json().at("/member/name").stringValue())
                .isEqualTo("Grace Hopper");
    }

    @Test
    void aMemberIsRecognisedByTheSubjectWhenTheAddressChanges() {
        Visit first = new Visit("/");
        first.back(provider.claims(first.location, "moving", "before@example.com"));
        Visit second = new Visit("/");
        Answer back = second.back(provider.claims(second.location, "moving", "after@example.com"));
        assertThat(People.browser(server, session(back))
                        .get("/api/v1/session")
                        .json()
                        .at("/member/email")
                        .stringValue())
                .isEqualTo("before@example.com");
    }

    @Test
    void aMemberOfTheSameAddressAndAnInvitationAreFound() {
        People.member(server, admin, "publisher@example.com", Role.PUBLISHER);
        admin.post("/api/v1/invitations", "{'email':'invited@example.com','role':'editor'}");
        assertThat(role("publisher@example.com")).isEqualTo("publisher");
        assertThat(role("invited@example.com")).isEqualTo("editor");
        assertThat(admin.get("/api/v1/invitations").text()).doesNotContain("invited@example.com");
    }

    @Test
    void anAddressThatTheProviderHasNotCheckedCountsForNothing() {
        People.member(server, admin, "victim@example.com", Role.EDITOR);
        for (Boolean verified : new Boolean[] {false, null}) {
            Visit visit = new Visit("/");
            Answer back = visit.back(provider.claims(visit.location, "thief", "victim@example.com")
                    .claim("email_verified", verified));
            refused(back, "forbidden");
        }
    }

    @Test
    void otherDomainsAndDisabledMembersStayOut() {
        Visit stranger = new Visit("/");
        refused(stranger.back(provider.claims(stranger.location, "s", "someone@elsewhere.com")), "forbidden");

        ApiClient member = People.member(server, admin, "gone@example.com", Role.EDITOR);
        long id = member.get("/api/v1/session").json().at("/member/id").longValue();
        admin.patch("/api/v1/members/" + id, "{'disabled':true}");
        Visit gone = new Visit("/");
        refused(gone.back(provider.claims(gone.location, "gone", "gone@example.com")), "forbidden");
    }

    @Test
    void anIdTokenMustBeSignedForUsForThisSignInAndNotBeOver() {
        Map<String, UnaryOperator<JWTClaimsSet.Builder>> wrong = new LinkedHashMap<>();
        wrong.put("another nonce", claims -> claims.claim("nonce", "another"));
        wrong.put("no nonce", claims -> claims.claim("nonce", null));
        wrong.put("another audience", claims -> claims.audience("another"));
        wrong.put("no audience", claims -> claims.audience((String) null));
        wrong.put(
                "another client of several",
                claims -> claims.audience(List.of("vitrine", "other")).claim("azp", "other"));
        wrong.put("another issuer", claims -> claims.issuer("https://accounts.example.org"));
        wrong.put(
                "over", claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))));
        wrong.put("without an end", claims -> claims.expirationTime(null));
        wrong.put("nobody", claims -> claims.subject(null));
        wrong.forEach((name, change) -> {
            Visit visit = new Visit("/");
            Answer back = visit.back(change.apply(provider.claims(visit.location, "eve", "eve@example.com")));
            refused(back, "unauthenticated");
            assertThat(members()).describedAs(name).doesNotContain("eve@example.com");
        });
    }

    @Test
    void anIdTokenThatWasTamperedWithIsRefused() {
        Map<String, UnaryOperator<String>> forged = new LinkedHashMap<>();
        forged.put("alg none", token -> {
            try {
                return new PlainJWT(com.nimbusds.jwt.SignedJWT.parse(token).getJWTClaimsSet()).serialize();
            } catch (java.text.ParseException e) {
                throw new IllegalStateException(e);
            }
        });
        forged.put("without its signature", token -> token.substring(0, token.lastIndexOf('.') + 1));
        forged.put("another payload", token -> {
            String[] parts = token.split("\\.", -1);
            return parts[0] + "." + parts[1].substring(0, parts[1].length() - 4) + "AAAA." + parts[2];
        });
        forged.put("no token", token -> "");
        forged.forEach((name, change) -> {
            Visit visit = new Visit("/");
            String code = provider.consent(
                    visit.location, provider.claims(visit.location, "mallory", "mallory@example.com"), change);
            refused(visit.back(code, visit.asked.get("state")), "unauthenticated");
            assertThat(members()).describedAs(name).doesNotContain("mallory@example.com");
        });
    }

    @Test
    void theWayBackMustBeginInTheSameBrowser() {
        Visit visit = new Visit("/");
        String code = provider.consent(visit.location, provider.claims(visit.location, "x", "x@example.com"));
        refused(visit.back(code, "another-state"), "invalid_parameter");
        refused(new Visit("/").back(code, visit.asked.get("state")), "invalid_parameter");
        refused(
                server.anonymous()
                        .get("/api/v1/session/oidc/callback?code=" + code + "&state=" + visit.asked.get("state")),
                "invalid_parameter");
        assertThat(members()).doesNotContain("x@example.com");
    }

    @Test
    void aCodeWorksOnceAndOnlyWithItsVerifier() {
        Visit one = new Visit("/");
        String code = provider.consent(one.location, provider.claims(one.location, "y", "y@example.com"));
        Visit other = new Visit("/");
        refused(other.back(code, other.asked.get("state")), "unauthenticated");
        refused(one.back(code, one.asked.get("state")), "unauthenticated");
    }

    @Test
    void aRefusalAtTheProviderEndsOnTheSignInPage() {
        Visit visit = new Visit("/");
        refused(
                visit.browser.get(
                        "/api/v1/session/oidc/callback?error=access_denied&state=" + visit.asked.get("state")),
                "unauthenticated");
    }

    @Test
    void nobodyIsSentToAnotherHostAfterwards() {
        for (String path :
                List.of("https://evil.example.com", "//evil.example.com", "/%5Cevil.example.com", "evil", "/%0Ax")) {
            Visit visit = new Visit(path);
            Answer back = visit.back(provider.claims(visit.location, "grace", "grace@example.com"));
            assertThat(back.header("Location")).describedAs(path).hasValue("/");
        }
    }

    @Test
    void aNewKeyOfTheProviderIsFetchedWhenItAppears() {
        Visit before = new Visit("/");
        assertThat(before.back(provider.claims(before.location, "grace", "grace@example.com"))
                        .header("Location"))
                .hasValue("/");
        provider.rotateKey();
        Visit after = new Visit("/");
        assertThat(after.back(provider.claims(after.location, "grace", "grace@example.com"))
                        .header("Location"))
                .hasValue("/");
    }

    @Test
    void withoutAProviderThereIsNone() {
        try (TestServer plain = TestServer.start()) {
            assertThat(plain.anonymous().get("/api/v1/session/oidc").status()).isEqualTo(404);
        }
    }

    @Test
    void thefirstAdminIsNotMadeByTheProvider() {
        try (TestServer fresh = TestServer.startWith(members(new OidcSettings(
                provider.issuer(),
                TestProvider.CLIENT,
                Optional.of(TestProvider.SECRET),
                "Example",
                Optional.of(Role.ADMIN),
                List.of("example.com"),
                false)))) {
            Visit visit = new Visit(fresh, "/");
            refused(visit.back(provider.claims(visit.location, "first", "first@example.com")), "forbidden");
            assertThat(fresh.anonymous()
                            .get("/api/v1/setup")
                            .json()
                            .path("needed")
                            .booleanValue())
                    .isTrue();
        }
    }

    /** A browser that was sent to the provider. */
    private static final class Visit {
        private final ApiClient browser;
        private final URI location;
        private final Map<String, String> asked;

        Visit(String returnTo) {
            this(server, returnTo);
        }

        Visit(TestServer at, String returnTo) {
            Answer begun = at.anonymous().get("/api/v1/session/oidc?return_to=" + returnTo);
            assertThat(begun.status()).describedAs(begun.text()).isEqualTo(303);
            location = URI.create(begun.header("Location").orElseThrow());
            asked = TestProvider.query(location.getRawQuery());
            String cookie = begun.header("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("; HttpOnly", "; SameSite=Lax");
            browser = at.anonymous().and(Map.of("Cookie", cookie.substring(0, cookie.indexOf(';'))));
        }

        Answer back(JWTClaimsSet.Builder claims) {
            return back(provider.consent(location, claims), asked.getOrDefault("state", ""));
        }

        Answer back(String code, @org.jspecify.annotations.Nullable String state) {
            return browser.get("/api/v1/session/oidc/callback?code=" + code + "&state=" + state);
        }
    }

    private static Application.Options.Members members(OidcSettings settings) {
        return new Application.Options.Members(
                false, Optional.empty(), TestServer.PEOPLE.sessions(), Optional.empty(), Optional.of(settings));
    }

    private static String role(String email) {
        Visit visit = new Visit("/");
        Answer back = visit.back(provider.claims(visit.location, "subject of " + email, email));
        return People.browser(server, session(back))
                .get("/api/v1/session")
                .json()
                .at("/member/role")
                .stringValue();
    }

    /** The same answer with the cookie of the session in front. */
    private static Answer session(Answer back) {
        assertThat(back.header("Location").orElseThrow()).doesNotContain("sign_in_error");
        assertThat(back.header("Set-Cookie").orElseThrow()).startsWith("vitrine_session=");
        return back;
    }

    private static void refused(Answer back, String code) {
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.header("Location")).hasValue("/?sign_in_error=" + code);
        assertThat(back.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("vitrine_session"));
    }

    private static List<String> members() {
        return admin.get("/api/v1/members").json().path("members").findValuesAsString("email");
    }
}
