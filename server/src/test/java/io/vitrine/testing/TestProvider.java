package io.vitrine.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vitrine.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** An OpenID Connect provider, as strict as the real ones: it checks the client's secret, the redirect and PKCE. */
public final class TestProvider implements AutoCloseable {
    public static final String CLIENT = "vitrine";
    public static final String SECRET = "a secret: shared & escaped";

    private final HttpServer server;
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private volatile RSAKey key = newKey();

    /** What a person agreed to: who it is, and what the browser brought along. */
    private record Grant(Map<String, String> asked, UnaryOperator<String> token, JWTClaimsSet.Builder claims) {}

    public TestProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery()));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Signs with another key from here on, which the set of keys shows. */
    public void rotateKey() {
        key = newKey();
    }

    /** The claims that a proper ID token has after this authorization request. */
    public JWTClaimsSet.Builder claims(URI authorization, String subject, String email) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer().toString())
                .subject(subject)
                .audience(CLIENT)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim("nonce", query(authorization.getRawQuery()).get("nonce"))
                .claim("email", email)
                .claim("email_verified", true)
                .claim("name", "Grace Hopper");
    }

    /** The code that the provider sends back for a person with these claims. */
    public String consent(URI authorization, JWTClaimsSet.Builder claims) {
        return consent(authorization, claims, token -> token);
    }

    /** As above, with the ID token changed after it was signed. */
    public String consent(URI authorization, JWTClaimsSet.Builder claims, UnaryOperator<String> token) {
        String code = UUID.randomUUID().toString();
        codes.put(code, new Grant(query(authorization.getRawQuery()), token, claims));
        return code;
    }

    public static Map<String, String> query(String raw) {
        Map<String, String> fields = new HashMap<>();
        Arrays.stream(raw.split("&", -1)).forEach(pair -> {
            int equals = pair.indexOf('=');
            fields.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        });
        return fields;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Grant grant = codes.remove(form.getOrDefault("code", ""));
        String client = exchange.getRequestHeaders().getFirst("Authorization");
        boolean known = ("Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        "vitrine:a+secret%3A+shared+%26+escaped".getBytes(StandardCharsets.UTF_8)))
                .equals(client);
        if (!known) {
            answer(exchange, 401, Json.object().put("error", "invalid_client"));
        } else if (grant == null
                || !form.getOrDefault("redirect_uri", "").equals(grant.asked().get("redirect_uri"))
                || !challenge(form.getOrDefault("code_verifier", ""))
                        .equals(grant.asked().get("code_challenge"))) {
            answer(exchange, 400, Json.object().put("error", "invalid_grant"));
        } else {
            answer(
                    exchange,
                    200,
                    Json.object()
                            .put("access_token", "unused")
                            .put("token_type", "Bearer")
                            .put(
                                    "id_token",
                                    grant.token().apply(signed(grant.claims().build()))));
        }
    }

    private String signed(JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode discovery() {
        String base = issuer().toString();
        return Json.object()
                .put("issuer", base)
                .put("authorization_endpoint", base + "/authorize")
                .put("token_endpoint", base + "/token")
                .put("jwks_uri", base + "/keys");
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        answer(exchange, status, Json.write(body));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
