package io.vitrine.configuration;

import java.util.Optional;

/** What proves this server to the identity provider. */
public record ClientSecret(String text) {
    static Optional<ClientSecret> parse(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(new ClientSecret(text));
    }

    /** Nothing that helps anybody who reads a log. */
    @Override
    public String toString() {
        return "ClientSecret[hidden]";
    }
}
