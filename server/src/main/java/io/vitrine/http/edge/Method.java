package io.vitrine.http.edge;

/** The methods that the server takes; HEAD is served by the GET route, OPTIONS wherever there is any route. */
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE,
    OPTIONS
}
