package io.vitrine.source.connect;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a database or the way to it did wrong, told apart as far as a reader can act on it.
 *
 * @param cause what kind of fault it is
 * @param message one sentence without hosts, users or secrets
 * @param position where in the statement, counted from 0, where the database says so
 */
record SourceFault(Cause cause, String message, OptionalInt position) {
    /** The kinds of fault, and the connection setting that is most likely wrong. */
    enum Cause {
        UNKNOWN_HOST("host"),
        NOTHING_LISTENS("port"),
        NO_ANSWER("host"),
        FORBIDDEN_ADDRESS("host"),
        TLS("ssl_mode"),
        LOGIN("password"),
        UNKNOWN_DATABASE("database"),
        FILE("path"),
        DRIVER("driver"),
        BUSY(""),
        LOST(""),
        TIMEOUT(""),
        STATEMENT("");

        private final String setting;

        Cause(String setting) {
            this.setting = setting;
        }

        /** Whether no statement can run at all for now, whichever it is. */
        boolean isConnection() {
            return switch (this) {
                case UNKNOWN_HOST,
                        NOTHING_LISTENS,
                        NO_ANSWER,
                        FORBIDDEN_ADDRESS,
                        TLS,
                        LOGIN,
                        UNKNOWN_DATABASE,
                        FILE,
                        DRIVER,
                        BUSY,
                        LOST -> true;
                case TIMEOUT, STATEMENT -> false;
            };
        }
    }

    SourceFault(Cause cause, String message) {
        this(cause, message, OptionalInt.empty());
    }

    /** The connection setting that is most likely wrong. */
    Optional<String> setting() {
        return cause.setting.isEmpty() ? Optional.empty() : Optional.of(cause.setting);
    }

    /** The refusal for whoever wanted rows: says that the source is away, and not how it is set up. */
    Refusal toQueryRefusal(Throwable reason) {
        return switch (cause) {
            case TIMEOUT -> Refusal.because(ErrorCode.QUERY_TIMEOUT, message, reason);
            case STATEMENT ->
                Refusal.because(ErrorCode.QUERY_FAILED, message, new StatementFault(message, position, reason));
            case BUSY -> Refusal.until(ErrorCode.DATA_SOURCE_UNAVAILABLE, message, Duration.ofSeconds(2));
            case UNKNOWN_HOST,
                    NOTHING_LISTENS,
                    NO_ANSWER,
                    FORBIDDEN_ADDRESS,
                    TLS,
                    LOGIN,
                    UNKNOWN_DATABASE,
                    FILE,
                    DRIVER,
                    LOST ->
                Refusal.because(
                        ErrorCode.DATA_SOURCE_UNAVAILABLE, "The data source cannot be used. " + message, reason);
        };
    }

    /** The refusal for whoever set the source up: names the setting. */
    Refusal toSetupRefusal(ConnectionSettings settings) {
        Optional<String> declared = setting().filter(name -> settings.isDeclared(name));
        return declared.map(name -> new Refusal(ErrorCode.DATA_SOURCE_UNAVAILABLE, "connection." + name, message))
                .orElseGet(() -> new Refusal(ErrorCode.DATA_SOURCE_UNAVAILABLE, message));
    }
}
