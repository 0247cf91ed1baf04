package io.vitrine.member.oidc;

/** What went wrong between us and the provider, for the operator's log; people only learn that it went wrong. */
final class OidcFailure extends Exception {
    OidcFailure(String message) {
        super(message);
    }

    OidcFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
