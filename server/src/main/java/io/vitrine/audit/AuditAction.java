package io.vitrine.audit;

import java.util.Locale;
import java.util.Optional;

/** What the record of a team's own affairs tells; the lower-case name stands in answers. */
public enum AuditAction {
    FIRST_ADMIN_MADE,
    SIGN_IN,
    SIGN_IN_REFUSED,
    SIGN_OUT,
    SESSION_ENDED,
    PASSWORD_CHANGED,
    PASSWORD_RESET_CREATED,
    PASSWORD_RESET,
    MEMBER_CHANGED,
    MEMBER_REMOVED,
    INVITATION_CREATED,
    INVITATION_REVOKED,
    INVITATION_ACCEPTED,
    API_TOKEN_CREATED,
    API_TOKEN_REVOKED,
    EMBED_SECRET_CREATED,
    EMBED_SECRET_DELETED,
    VERSION_PUBLISHED,
    VERSION_UNPUBLISHED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AuditAction> named(String wireName) {
        for (AuditAction action : values()) {
            if (action.wireName().equals(wireName)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
