package io.vitrine.access;

import java.time.Instant;

/**
 * A secret that embed tokens are made with, as it is kept; its value was shown once.
 *
 * @param keyId the {@code kid} of the tokens
 * @param generated whether the server made it, for calls of {@code generate_jwt} that name no key
 */
public record EmbedSecret(
        long id, String visibilityGroup, String name, String keyId, boolean generated, Instant createdAt) {}
