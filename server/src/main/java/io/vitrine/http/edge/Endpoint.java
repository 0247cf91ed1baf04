package io.vitrine.http.edge;

/** Answers a request; refuses by throwing a {@link io.vitrine.error.Refusal}. */
@FunctionalInterface
public interface Endpoint {
    Reply handle(Request request);
}
