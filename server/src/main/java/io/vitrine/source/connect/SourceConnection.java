package io.vitrine.source.connect;

/**
 * A data source as this package needs it: whose pool, how to connect, and what it lets a query cost.
 *
 * @param id the data source's id; one pool is kept for each
 * @param revision grows with every change of the settings or limits; a new revision gets a new pool and the old one
 *     drains
 * @param settings how to connect
 * @param limits what it lets a query cost
 */
public record SourceConnection(String id, long revision, ConnectionSettings settings, SourceLimits limits) {
    public SourceKind kind() {
        return settings.kind();
    }
}
