package io.vitrine.member;

import io.vitrine.access.Caller;
import io.vitrine.access.VisibilityGroup;
import java.util.List;
import java.util.Optional;

/**
 * A member with a session.
 *
 * @param groups the team's data visibility groups, the first one first
 */
public record SignedIn(Member member, long sessionId, String teamName, List<VisibilityGroup> groups) {
    public SignedIn {
        groups = List.copyOf(groups);
    }

    /** The member as a caller in one of the team's groups. */
    public Caller in(VisibilityGroup group) {
        return new Caller(
                member.teamId(),
                group.id(),
                group.name(),
                member.role().permissions(),
                member.actor(),
                Optional.of(member.role()));
    }
}
