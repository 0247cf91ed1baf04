package io.vitrine.member.oidc;

import io.vitrine.access.Role;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How an operator has set the identity provider up.
 *
 * @param issuer as its ID tokens name it
 * @param clientSecret absent for a client that is known by PKCE alone
 * @param label what the button says
 * @param defaultRole of people whom nobody invited; absent where only invited ones become members
 * @param domains of the e-mail addresses that may sign in; empty allows all
 * @param trustEmail whether an address counts although the provider does not say that it has checked it
 */
public record OidcSettings(
        URI issuer,
        String clientId,
        Optional<String> clientSecret,
        String label,
        Optional<Role> defaultRole,
        List<String> domains,
        boolean trustEmail) {
    public OidcSettings {
        domains =
                domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList();
    }

    boolean allows(String email) {
        String domain = email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return domains.isEmpty() || domains.contains(domain);
    }

    /** Nothing that helps anybody who reads a log. */
    @Override
    public String toString() {
        return "OidcSettings[" + issuer + "]";
    }
}
