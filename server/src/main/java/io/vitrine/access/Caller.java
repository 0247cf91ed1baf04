package io.vitrine.access;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.Set;

/**
 * On whose behalf a call acts: everything it sees and changes stays in this data visibility group.
 *
 * @param visibilityGroup the group's name, which customers carry as {@code access_group}
 * @param actor who it is in the history: {@code token:<id>}, {@code member:<id>} or {@code system}
 */
public record Caller(
        long teamId, long visibilityGroupId, String visibilityGroup, Set<Permission> permissions, String actor) {
    public Caller {
        permissions = Set.copyOf(permissions);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** Refuses with {@code FORBIDDEN} where the caller lacks the permission. */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    switch (permission) {
                        case READ -> "This token may not read.";
                        case WRITE, PUBLISH -> "This token is read-only. Use a read-write token for this call.";
                        case ADMINISTER -> "This call takes an admin token.";
                    });
        }
    }
}
