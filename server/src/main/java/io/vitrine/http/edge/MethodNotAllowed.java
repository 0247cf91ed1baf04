package io.vitrine.http.edge;

import java.util.List;

/** The path exists and does not answer to this method; carries those that it does answer to. */
public final class MethodNotAllowed extends RuntimeException {
    private final List<Method> allowed;

    MethodNotAllowed(List<Method> allowed) {
        super("method not allowed", null, false, false);
        this.allowed = List.copyOf(allowed);
    }

    /** The methods for the {@code Allow} header. */
    public List<Method> allowed() {
        return allowed;
    }
}
