package io.vitrine.access;

import java.time.Instant;
import java.util.Optional;

/**
 * An API token as it is kept; the token itself was shown once and is nowhere.
 *
 * @param hint the last four characters, so that a person can tell tokens apart
 * @param lastUsedAt to the hour; absent until the first call
 */
public record ApiToken(
        long id,
        long teamId,
        long visibilityGroupId,
        String visibilityGroup,
        String name,
        Access access,
        String hint,
        Instant createdAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {

    /** The caller that a request with this token acts as. */
    public Caller caller() {
        return new Caller(teamId, visibilityGroupId, visibilityGroup, access.permissions(), "token:" + id);
    }
}
