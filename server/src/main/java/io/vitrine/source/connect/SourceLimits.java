package io.vitrine.source.connect;

import java.time.Duration;

/**
 * What a data source lets queries cost.
 *
 * @param connections the most connections that are open at once, and so the most statements under way
 * @param borrowTimeout how long a query may wait for a free connection
 * @param idleTimeout after how long an unused connection is closed, so that a warehouse can go to sleep
 */
public record SourceLimits(int connections, Duration borrowTimeout, Duration idleTimeout) {
    public SourceLimits {
        if (connections < 1) {
            throw new IllegalArgumentException("connections: " + connections);
        }
    }

    /** Eight connections, five seconds of waiting, closed after a minute without use. */
    public static SourceLimits standard() {
        return new SourceLimits(8, Duration.ofSeconds(5), Duration.ofMinutes(1));
    }
}
