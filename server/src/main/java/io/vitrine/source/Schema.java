package io.vitrine.source;

import java.time.Instant;
import java.util.Optional;

/**
 * A folder of data sources that share tables.
 *
 * @param strictMapping whether a customer without a mapping gets an error instead of the default data source
 */
public record Schema(
        long id, String name, boolean strictMapping, Optional<Long> defaultDataSourceId, Instant createdAt) {}
