package io.vitrine.configuration;

import java.util.Locale;
import java.util.Optional;

/**
 * What becomes the first admin API token of an empty installation.
 *
 * @param hex 64 lower-case hexadecimal characters
 */
public record BootstrapToken(String hex) {
    static Optional<BootstrapToken> parse(String text) {
        return text.matches("[0-9a-fA-F]{64}")
                ? Optional.of(new BootstrapToken(text.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** Nothing that helps anybody who reads a log. */
    @Override
    public String toString() {
        return "BootstrapToken[hidden]";
    }
}
