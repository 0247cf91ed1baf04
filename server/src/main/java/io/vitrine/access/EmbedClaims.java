package io.vitrine.access;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The claims inside an embed token: how an {@link EmbedToken} looks as JSON. */
final class EmbedClaims {
    /** The end of the year 9999; later dates count as this one. */
    private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);
    /** How far a maker's clock may be ahead of ours. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private EmbedClaims() {}

    static byte[] write(EmbedToken token, Instant issuedAt) {
        ObjectNode claims = Json.object();
        claims.put("cst", token.customer());
        claims.put("dsh", token.embedId());
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", token.expiresAt().getEpochSecond());
        token.chartId().ifPresent(chart -> claims.put("cht", chart));
        token.features().ifPresent(features -> features.forEach(claims.putArray("rbc")::add));
        if (!token.sectionEditing()) {
            claims.put("des", true);
        }
        token.origin().ifPresent(origin -> claims.put("iss", origin.claim()));
        return Json.MAPPER.writeValueAsBytes(claims);
    }

    /**
     * Reads claims that were decrypted, whoever made them.
     *
     * @throws Refusal with {@code INVALID_EMBED_TOKEN} where one is missing, of the wrong type or not valid yet
     */
    static EmbedToken read(byte[] payload, Instant now) {
        JsonNode claims = parse(payload);
        if (claims.has("nbf") && instant(claims.get("nbf")).isAfter(now.plus(CLOCK_SKEW))) {
            throw invalid();
        }
        return new EmbedToken(
                text(claims, "cst").orElseThrow(EmbedClaims::invalid),
                text(claims, "dsh").orElseThrow(EmbedClaims::invalid),
                text(claims, "cht").or(() -> text(claims, "chart_id")),
                instant(claims.path("exp")),
                features(claims, "rbc").or(() -> features(claims, "rb_allowed_features")),
                !claims.path("des").asBoolean(false),
                text(claims, "iss").map(url -> Origin.ofUrl(url).orElseThrow(EmbedClaims::invalid)));
    }

    static Refusal invalid() {
        return new Refusal(
                ErrorCode.INVALID_EMBED_TOKEN,
                "The embed token does not open: it is damaged, or was made with a key that this server does not know.");
    }

    private static JsonNode parse(byte[] payload) {
        try {
            JsonNode claims = Json.readForeign(payload);
            if (claims.isObject()) {
                return claims;
            }
        } catch (Refusal e) {
            // The same answer for what is no JSON as for what is no object.
        }
        throw invalid();
    }

    private static Instant instant(JsonNode seconds) {
        if (!seconds.isNumber()) {
            throw invalid();
        }
        BigDecimal clamped = seconds.decimalValue().max(BigDecimal.ZERO).min(LATEST);
        return Instant.ofEpochMilli(clamped.movePointRight(3).longValue());
    }

    /** A text claim; a number counts as its decimal text, and null as absent. */
    private static Optional<String> text(JsonNode claims, String name) {
        JsonNode value = claims.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isString() && !value.stringValue().isEmpty()) {
            return Optional.of(value.stringValue());
        }
        if (value.isIntegralNumber()) {
            return Optional.of(value.asString());
        }
        throw invalid();
    }

    private static Optional<List<String>> features(JsonNode claims, String name) {
        JsonNode value = claims.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isArray()) {
            throw invalid();
        }
        List<String> features = new ArrayList<>();
        for (JsonNode feature : value) {
            if (!feature.isString()) {
                throw invalid();
            }
            features.add(feature.stringValue());
        }
        return Optional.of(features);
    }
}
