package io.vitrine.member;

import io.vitrine.access.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * A link that makes a member, or gives one a new password.
 *
 * @param memberId whose password it resets; absent for an invitation
 */
public record Invitation(
        long id,
        long teamId,
        String teamName,
        String email,
        Role role,
        Optional<Long> memberId,
        Instant createdAt,
        Instant expiresAt) {

    public boolean isPasswordReset() {
        return memberId.isPresent();
    }
}
