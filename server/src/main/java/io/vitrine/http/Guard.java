package io.vitrine.http;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.http.edge.Endpoint;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.member.SignedIn;

/** Lets a call through to its endpoint once it is known who calls and that the caller may. */
public final class Guard {
    private final Authentication authentication;
    private final MemberAuthentication members;

    public Guard(Authentication authentication, MemberAuthentication members) {
        this.authentication = authentication;
        this.members = members;
    }

    /** An endpoint that needs to know its caller. */
    @FunctionalInterface
    public interface Call {
        Reply handle(Caller caller, Request request);
    }

    /** An endpoint for people, which no token opens. */
    @FunctionalInterface
    public interface MemberCall {
        Reply handle(SignedIn me, Request request);
    }

    /** The call as an endpoint for callers with the permission. */
    public Endpoint with(Permission permission, Call call) {
        return request -> {
            Caller caller = authentication.caller(request);
            caller.require(permission);
            Reply reply = call.handle(caller, request);
            return caller.role().isPresent() ? unkept(reply) : reply;
        };
    }

    /** The call as an endpoint for members who have signed in, of whatever role. */
    public Endpoint forMember(MemberCall call) {
        return request -> unkept(call.handle(members.required(request), request));
    }

    /** What a person sees must not be left in a browser that others use after. */
    private static Reply unkept(Reply reply) {
        boolean said = reply.headers().stream().anyMatch(header -> header.name().equals("Cache-Control"));
        return said ? reply : reply.with("Cache-Control", "no-store");
    }
}
