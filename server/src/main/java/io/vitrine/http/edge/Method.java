package io.vitrine.http.edge;

/** The methods that routes answer to; HEAD is served by the GET route, OPTIONS by the edge itself. */
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
}
