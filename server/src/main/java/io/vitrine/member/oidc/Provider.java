package io.vitrine.member.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import io.vitrine.json.Json;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a provider's discovery document says.
 *
 * @param secretInBody whether the client's secret goes into the form of the token call and not into a header
 * @param keys those that sign its ID tokens, fetched when needed and again when an unknown one appears
 */
record Provider(
        URI authorization, URI token, Optional<URI> userInfo, boolean secretInBody, JWKSource<SecurityContext> keys) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    static Provider discover(ProviderCalls calls, URI issuer) throws OidcFailure {
        String base = issuer.toString().replaceFirst("/$", "");
        ObjectNode document = calls.get(URI.create(base + "/.well-known/openid-configuration"), Map.of());
        String named = document.path("issuer").asString("");
        if (!named.equals(issuer.toString()) && !named.equals(base + "/")) {
            throw new OidcFailure("the discovery document of " + issuer + " is of the issuer " + named);
        }
        JsonNode methods = document.path("token_endpoint_auth_methods_supported");
        List<String> supported = methods.valueStream().map(JsonNode::asString).toList();
        return new Provider(
                address(document, "authorization_endpoint"),
                address(document, "token_endpoint"),
                document.path("userinfo_endpoint").isString()
                        ? Optional.of(address(document, "userinfo_endpoint"))
                        : Optional.empty(),
                supported.contains("client_secret_post") && !supported.contains("client_secret_basic"),
                keys(calls, address(document, "jwks_uri")));
    }

    /** A secret or a key does not travel in the clear, except to a provider on the same machine. */
    private static URI address(ObjectNode document, String member) throws OidcFailure {
        try {
            URI address = URI.create(document.path(member).asString(""));
            if ("https".equals(address.getScheme())
                    || ("http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new OidcFailure("the discovery document has no " + member + " that begins with https");
    }

    private static JWKSource<SecurityContext> keys(ProviderCalls calls, URI address) throws OidcFailure {
        try {
            return JWKSourceBuilder.create(address.toURL(), url -> {
                        try {
                            return new Resource(Json.write(calls.get(address, Map.of())), "application/json");
                        } catch (OidcFailure e) {
                            throw new IOException(e);
                        }
                    })
                    .refreshAheadCache(false)
                    .build();
        } catch (MalformedURLException e) {
            throw new OidcFailure("the discovery document's jwks_uri is no URL", e);
        }
    }
}
