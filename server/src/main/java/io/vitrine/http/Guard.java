package io.vitrine.http;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.http.edge.Endpoint;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;

/** Lets a call through to its endpoint once it is known who calls and that the caller may. */
public final class Guard {
    private final Authentication authentication;

    public Guard(Authentication authentication) {
        this.authentication = authentication;
    }

    /** An endpoint that needs to know its caller. */
    @FunctionalInterface
    public interface Call {
        Reply handle(Caller caller, Request request);
    }

    /** The call as an endpoint for callers with the permission. */
    public Endpoint with(Permission permission, Call call) {
        return request -> {
            Caller caller = authentication.caller(request);
            caller.require(permission);
            return call.handle(caller, request);
        };
    }
}
