package io.vitrine.member;

import io.vitrine.access.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * A person of the team.
 *
 * @param hasPassword false for who signs in through the identity provider only
 * @param disabledAt since when the member may not sign in
 */
public record Member(
        long id,
        long teamId,
        String email,
        String name,
        Role role,
        boolean hasPassword,
        Optional<Instant> disabledAt,
        Instant createdAt,
        Optional<Instant> lastSeenAt) {

    /** Who it is in histories. */
    public String actor() {
        return "member:" + id;
    }
}
