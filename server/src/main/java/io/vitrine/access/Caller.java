package io.vitrine.access;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.Optional;
import java.util.Set;

/**
 * On whose behalf a call acts: everything it sees and changes stays in this data visibility group.
 *
 * @param visibilityGroup the group's name, which customers carry as {@code access_group}
 * @param actor who it is in the history: {@code token:<id>}, {@code member:<id>} or {@code system}
 * @param role of the member who calls; absent for tokens
 */
public record Caller(
        long teamId,
        long visibilityGroupId,
        String visibilityGroup,
        Set<Permission> permissions,
        String actor,
        Optional<Role> role) {
    public Caller {
        permissions = Set.copyOf(permissions);
    }

    /** A caller who is no member. */
    public Caller(
            long teamId, long visibilityGroupId, String visibilityGroup, Set<Permission> permissions, String actor) {
        this(teamId, visibilityGroupId, visibilityGroup, permissions, actor, Optional.empty());
    }

    /** The id of the member who calls; absent for tokens. */
    public Optional<Long> memberId() {
        return role.map(ignored -> Long.valueOf(actor.substring(actor.indexOf(':') + 1)));
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** Refuses with {@code FORBIDDEN} where the caller lacks the permission. */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    role.map(own -> "Your role (" + own.label() + ") may not " + deed(permission)
                                    + ". It takes the role "
                                    + Role.lowestWith(permission).label() + ".")
                            .orElseGet(() -> tokenMayNot(permission)));
        }
    }

    private static String deed(Permission permission) {
        return switch (permission) {
            case READ -> "read this";
            case READ_TOKENS -> "see customers' tokens";
            case WRITE -> "create or change this";
            case DELETE -> "delete this";
            case PUBLISH -> "publish, or change how dashboards are delivered";
            case READ_SETUP -> "see how the team is set up";
            case WRITE_DATA -> "change data sources or schemas";
            case DELETE_DATA -> "delete data sources or schemas";
            case ADMINISTER -> "administer the team";
        };
    }

    private static String tokenMayNot(Permission permission) {
        return switch (permission) {
            case READ, READ_TOKENS -> "This token may not read.";
            case WRITE, DELETE, PUBLISH -> "This token is read-only. Use a read-write token for this call.";
            case READ_SETUP, WRITE_DATA, DELETE_DATA, ADMINISTER -> "This call takes an admin token.";
        };
    }
}
