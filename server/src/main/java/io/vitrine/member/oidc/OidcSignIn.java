package io.vitrine.member.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import io.vitrine.database.Sealer;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import io.vitrine.member.Device;
import io.vitrine.member.Identities;
import io.vitrine.member.SignIn;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two halves of a sign-in through the provider. What the second half must know of the first travels in the browser,
 * sealed, so that any server can finish what another began.
 */
public final class OidcSignIn implements AutoCloseable {
    /** How long a person may take at the provider. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);
    private static final String PURPOSE = "oidc sign-in";
    private static final Duration DISCOVERED_FOR = Duration.ofHours(1);
    private static final int RANDOM_BYTES = 32;

    private final OidcSettings settings;
    private final Identities identities;
    private final Sealer sealer;
    private final InstantSource clock;
    private final ProviderCalls calls = new ProviderCalls();
    private volatile @Nullable Discovered discovered;

    public OidcSignIn(OidcSettings settings, Identities identities, Sealer sealer, InstantSource clock) {
        this.settings = settings;
        this.identities = identities;
        this.sealer = sealer;
        this.clock = clock;
    }

    private record Discovered(Provider provider, Instant at) {}

    /**
     * A sign-in that has begun.
     *
     * @param location where the browser goes
     * @param memory what it brings along when it comes back
     */
    public record Begun(String location, String memory) {}

    /** A sign-in that succeeded. */
    public record Done(SignIn.Started started, String returnTo) {}

    public OidcSettings settings() {
        return settings;
    }

    /**
     * Begins.
     *
     * @param returnTo the path of ours that the person wants to see afterwards
     */
    public Begun begin(String redirectUri, String returnTo) {
        String state = random();
        String nonce = random();
        String verifier = random();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", redirectUri);
        query.put("scope", "openid email profile");
        query.put("state", state);
        query.put("nonce", nonce);
        query.put("code_challenge", challenge(verifier));
        query.put("code_challenge_method", "S256");
        try {
            URI authorization = provider().authorization();
            String location = authorization
                    + (authorization.getRawQuery() == null ? "?" : "&")
                    + query.entrySet().stream()
                            .map(field -> field.getKey() + "=" + ProviderCalls.encoded(field.getValue()))
                            .collect(Collectors.joining("&"));
            ObjectNode memory = Json.object()
                    .put("state", state)
                    .put("nonce", nonce)
                    .put("verifier", verifier)
                    .put("return_to", returnTo)
                    .put("until", clock.instant().plus(PATIENCE).getEpochSecond());
            return new Begun(
                    location,
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(sealer.seal(PURPOSE, Json.MAPPER.writeValueAsBytes(memory))));
        } catch (OidcFailure e) {
            throw failed(e);
        }
    }

    /**
     * Finishes.
     *
     * @param memory what {@link #begin} gave to the browser
     * @throws Refusal with {@code INVALID_PARAMETER} where this is not the browser that began, or too late; with
     *     {@code UNAUTHENTICATED} where the provider does not vouch for the person; with {@code FORBIDDEN} where the
     *     person is no member and becomes none
     */
    public Done finish(String code, String state, String memory, String redirectUri, Device device) {
        ObjectNode begun = remembered(memory).orElseThrow(OidcSignIn::notBegunHere);
        boolean same = MessageDigest.isEqual(
                begun.path("state").stringValue().getBytes(StandardCharsets.UTF_8),
                state.getBytes(StandardCharsets.UTF_8));
        if (!same || begun.path("until").longValue() < clock.instant().getEpochSecond()) {
            throw notBegunHere();
        }
        try {
            Provider provider = provider();
            ObjectNode tokens = exchange(provider, code, begun.path("verifier").stringValue(), redirectUri);
            JWTClaimsSet claims = IdTokens.open(
                    tokens.path("id_token").asString(""),
                    provider,
                    settings,
                    begun.path("nonce").stringValue());
            Identities.Identity identity =
                    identity(provider, claims, tokens.path("access_token").asString(""));
            return new Done(
                    identities.signIn(identity, settings.defaultRole(), device),
                    begun.path("return_to").stringValue());
        } catch (OidcFailure e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        calls.close();
    }

    private Identities.Identity identity(Provider provider, JWTClaimsSet claims, String accessToken)
            throws OidcFailure {
        Map<String, Object> person = new LinkedHashMap<>(claims.getClaims());
        if (!person.containsKey("email") && provider.userInfo().isPresent() && !accessToken.isEmpty()) {
            ObjectNode info = calls.get(provider.userInfo().get(), Map.of("Authorization", "Bearer " + accessToken));
            if (info.path("sub").asString("").equals(claims.getSubject())) {
                info.properties().forEach(member -> {
                    if (member.getValue().isString()) {
                        person.putIfAbsent(member.getKey(), member.getValue().stringValue());
                    } else if (member.getValue().isBoolean()) {
                        person.putIfAbsent(member.getKey(), member.getValue().booleanValue());
                    }
                });
            }
        }
        Optional<String> email = text(person, "email").filter(address -> address.contains("@"));
        boolean checked = Boolean.TRUE.equals(person.get("email_verified"))
                || "true".equals(person.get("email_verified"))
                || settings.trustEmail();
        if (email.isPresent() && !settings.allows(email.get())) {
            throw new Refusal(ErrorCode.FORBIDDEN, "People with addresses of this domain do not sign in here.");
        }
        if (email.isEmpty() && !settings.domains().isEmpty()) {
            throw new Refusal(ErrorCode.FORBIDDEN, "The identity provider does not tell your e-mail address.");
        }
        return new Identities.Identity(
                settings.issuer().toString(),
                claims.getSubject(),
                checked ? email : Optional.empty(),
                text(person, "name"));
    }

    private static Optional<String> text(Map<String, Object> person, String claim) {
        return person.get(claim) instanceof String text && !text.isBlank()
                ? Optional.of(text.strip())
                : Optional.empty();
    }

    private ObjectNode exchange(Provider provider, String code, String verifier, String redirectUri)
            throws OidcFailure {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri);
        form.put("code_verifier", verifier);
        Map<String, String> headers = new LinkedHashMap<>();
        Optional<String> secret = settings.clientSecret();
        if (secret.isPresent() && !provider.secretInBody()) {
            String pair = ProviderCalls.encoded(settings.clientId()) + ":" + ProviderCalls.encoded(secret.get());
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        } else {
            form.put("client_id", settings.clientId());
            secret.ifPresent(value -> form.put("client_secret", value));
        }
        return calls.post(provider.token(), headers, form);
    }

    private Provider provider() throws OidcFailure {
        Discovered known = discovered;
        Instant now = clock.instant();
        if (known != null && known.at().plus(DISCOVERED_FOR).isAfter(now)) {
            return known.provider();
        }
        Provider provider = Provider.discover(calls, settings.issuer());
        discovered = new Discovered(provider, now);
        return provider;
    }

    private Optional<ObjectNode> remembered(String memory) {
        try {
            byte[] open = sealer.open(PURPOSE, Base64.getUrlDecoder().decode(memory));
            return Optional.of(Json.readStoredObject(new String(open, StandardCharsets.UTF_8)));
        } catch (RuntimeException e) {
            // Whatever a stranger put into the cookie: nothing of ours.
            return Optional.empty();
        }
    }

    private String random() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealer.randomBytes(RANDOM_BYTES));
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Refusal notBegunHere() {
        return new Refusal(
                ErrorCode.INVALID_PARAMETER, "state", "This sign-in was not begun in this browser, or too long ago.");
    }

    private static Refusal failed(OidcFailure failure) {
        LOG.warn("a sign-in through the identity provider failed: {}", failure.getMessage());
        return new Refusal(ErrorCode.UNAUTHENTICATED, "The identity provider did not confirm who you are.");
    }
}
