package io.vitrine.query;

/**
 * A whole result as columnar JSON.
 *
 * @param json UTF-8; must not be changed
 * @param cached whether it was computed for an earlier request
 */
public record QueryResult(byte[] json, boolean cached) {
    QueryResult again() {
        return new QueryResult(json, true);
    }
}
