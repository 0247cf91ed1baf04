package io.vitrine.configuration;

import java.util.Base64;
import java.util.Optional;

/**
 * The 32 bytes that close tokens and credentials at rest.
 *
 * @param base64 the bytes as text, which is how an operator keeps them
 */
public record InstallationKey(String base64) {
    private static final int BYTES = 32;

    static Optional<InstallationKey> parse(String text) {
        try {
            return Base64.getDecoder().decode(text).length == BYTES
                    ? Optional.of(new InstallationKey(text))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The key itself, a fresh array each time. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    /** Nothing that helps anybody who reads a log. */
    @Override
    public String toString() {
        return "InstallationKey[hidden]";
    }
}
