package io.vitrine.source;

import io.vitrine.database.Row;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.source.connect.RunLimits;
import io.vitrine.source.connect.SourceLimits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a data source lets queries cost.
 *
 * @param queryTimeout the longest that a statement may run, whatever its dataset says; absent leaves it to the dataset
 * @param maxConnections the most connections that one server opens, and so the most statements under way
 */
public record SourceAllowance(Optional<Duration> queryTimeout, int maxConnections) {
    private static final long LONGEST_TIMEOUT_SECONDS = 3_600;
    private static final long MOST_CONNECTIONS = 100;

    /** No time-out of its own, eight connections. */
    public static SourceAllowance standard() {
        return new SourceAllowance(Optional.empty(), SourceLimits.standard().connections());
    }

    /** What a call asks for: values that are absent stay as they are. */
    public SourceAllowance changed(Optional<Long> timeoutSeconds, boolean withoutTimeout, Optional<Long> connections) {
        timeoutSeconds.ifPresent(seconds -> require("query_timeout_seconds", seconds, LONGEST_TIMEOUT_SECONDS));
        connections.ifPresent(count -> require("max_connections", count, MOST_CONNECTIONS));
        return new SourceAllowance(
                withoutTimeout
                        ? Optional.empty()
                        : timeoutSeconds.map(Duration::ofSeconds).or(() -> queryTimeout),
                connections.map(Math::toIntExact).orElse(maxConnections));
    }

    /** From the columns {@code query_timeout_seconds} and {@code max_connections}. */
    public static SourceAllowance of(Row row) throws SQLException {
        OptionalLong seconds = row.optionalNumber("query_timeout_seconds");
        return new SourceAllowance(
                seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty(),
                row.integer("max_connections"));
    }

    /** The time-out in whole seconds. */
    public Optional<Long> timeoutSeconds() {
        return queryTimeout.map(Duration::toSeconds);
    }

    /** The limits of the source's pool. */
    public SourceLimits limits() {
        SourceLimits standard = SourceLimits.standard();
        return new SourceLimits(maxConnections, standard.borrowTimeout(), standard.idleTimeout());
    }

    /** The limits of a run, no looser than the source allows. */
    public RunLimits bound(RunLimits wanted) {
        Duration timeout =
                queryTimeout.filter(own -> own.compareTo(wanted.timeout()) < 0).orElse(wanted.timeout());
        return new RunLimits(timeout, wanted.maxRows(), wanted.maxBytes());
    }

    private static void require(String field, long value, long most) {
        if (value < 1 || value > most) {
            throw new Refusal(
                    ErrorCode.INVALID_FIELD,
                    field,
                    "The field " + field + " takes a number from 1 to " + most + ", and got " + value + ".");
        }
    }
}
