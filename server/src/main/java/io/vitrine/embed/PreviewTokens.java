package io.vitrine.embed;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.dashboard.Shown;
import io.vitrine.database.Sealer;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tokens with which a member of the team looks through a customer's eyes, at any version or at the draft.
 *
 * <p>Sealed with the installation's key, so that nothing has to be stored and no integration can make one.
 */
public final class PreviewTokens {
    static final String PREFIX = "preview.";

    /** How long a token is good for. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    private static final String PURPOSE = "preview token";

    private final Sealer sealer;
    private final InstantSource clock;

    public PreviewTokens(Sealer sealer, InstantSource clock) {
        this.sealer = sealer;
        this.clock = clock;
    }

    /** A token that was just made. */
    public record Issued(String token, Instant expiresAt) {}

    /** What a token says. */
    record Opened(Caller viewer, String customer, String embedId, Shown shown, Instant expiresAt) {}

    /**
     * Makes a token.
     *
     * @param customer the {@code provided_id} of a customer in the caller's group
     */
    public Issued issue(Caller caller, String customer, String embedId, Shown shown) {
        Instant expiresAt = clock.instant().plus(LIFETIME);
        ObjectNode claims = Json.object();
        claims.put("team", caller.teamId());
        claims.put("group", caller.visibilityGroupId());
        claims.put("group_name", caller.visibilityGroup());
        claims.put("actor", caller.actor());
        claims.put("customer", customer);
        claims.put("embed_id", embedId);
        claims.put("exp", expiresAt.getEpochSecond());
        switch (shown) {
            case Shown.In(var environment) -> environment.ifPresent(name -> claims.put("environment", name));
            case Shown.Version(int version) -> claims.put("version", version);
            case Shown.Unsaved _ -> claims.put("draft", true);
        }
        byte[] sealed = sealer.seal(PURPOSE, Json.write(claims).getBytes(StandardCharsets.UTF_8));
        return new Issued(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), expiresAt);
    }

    /**
     * Opens a token.
     *
     * @throws Refusal with {@code EXPIRED_EMBED_TOKEN} or {@code INVALID_EMBED_TOKEN}
     */
    Opened open(String token) {
        ObjectNode claims = claims(token);
        Instant expiresAt = Instant.ofEpochSecond(claims.path("exp").longValue());
        if (!expiresAt.isAfter(clock.instant())) {
            throw new Refusal(ErrorCode.EXPIRED_EMBED_TOKEN, "The preview has expired. Open it again.");
        }
        Caller viewer = new Caller(
                claims.path("team").longValue(),
                claims.path("group").longValue(),
                claims.path("group_name").stringValue(),
                Set.of(Permission.READ),
                claims.path("actor").stringValue());
        return new Opened(
                viewer,
                claims.path("customer").stringValue(),
                claims.path("embed_id").stringValue(),
                shown(claims),
                expiresAt);
    }

    private ObjectNode claims(String token) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
            return Json.readStoredObject(new String(sealer.open(PURPOSE, sealed), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new Refusal(
                    ErrorCode.INVALID_EMBED_TOKEN, "The preview token does not open. Open the preview again.");
        }
    }

    private static Shown shown(JsonNode claims) {
        if (claims.path("draft").asBoolean(false)) {
            return new Shown.Unsaved();
        }
        return claims.has("version")
                ? new Shown.Version(claims.path("version").intValue())
                : new Shown.In(claims.path("environment").stringValueOpt());
    }
}
