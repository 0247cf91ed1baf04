package io.vitrine.http.v1;

import io.vitrine.access.Role;
import io.vitrine.access.VisibilityGroup;
import io.vitrine.json.Json;
import io.vitrine.member.Member;
import io.vitrine.member.SignedIn;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Members as answers show them. */
final class MemberJson {
    private MemberJson() {}

    /** Who has signed in, and what the console needs to know about the team at its start. */
    static ObjectNode signedIn(SignedIn signedIn) {
        Member member = signedIn.member();
        ObjectNode json = Json.object();
        json.putObject("member")
                .put("id", member.id())
                .put("email", member.email())
                .put("name", member.name())
                .put("role", member.role().wireName());
        json.putObject("team").put("id", member.teamId()).put("name", signedIn.teamName());
        ArrayNode groups = json.putArray("visibility_groups");
        for (VisibilityGroup group : signedIn.groups()) {
            groups.addObject().put("id", group.id()).put("name", group.name());
        }
        ArrayNode roles = json.putArray("roles");
        for (Role role : Role.values()) {
            roles.add(role.wireName());
        }
        return json;
    }

    static ObjectNode of(Member member) {
        ObjectNode json = Json.object()
                .put("id", member.id())
                .put("email", member.email())
                .put("name", member.name())
                .put("role", member.role().wireName())
                .put("disabled", member.disabledAt().isPresent())
                .put("has_password", member.hasPassword())
                .put("created_at", member.createdAt().toString());
        member.lastSeenAt()
                .ifPresentOrElse(at -> json.put("last_seen_at", at.toString()), () -> json.putNull("last_seen_at"));
        return json;
    }
}
