package io.vitrine.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that is refused: why, at which field, and what would be right.
 *
 * <p>The message is meant for the caller and leaves the server as it is; it never carries a secret, a stack trace or
 * the text of an unexpected exception. A refusal has no stack trace of its own, because it is an answer and no defect.
 */
public final class Refusal extends RuntimeException {
    private final ErrorCode code;
    private final @Nullable String field;
    private final @Nullable Duration retryAfter;

    private Refusal(
            ErrorCode code,
            @Nullable String field,
            String message,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.code = code;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    /** A refusal that concerns the whole call. */
    public Refusal(ErrorCode code, String message) {
        this(code, null, message, null, null);
    }

    /** A refusal that concerns one field of the body or one parameter, named as the caller wrote it. */
    public Refusal(ErrorCode code, String field, String message) {
        this(code, field, message, null, null);
    }

    /** A refusal that passes by itself: the same call may succeed after {@code retryAfter}. */
    public static Refusal until(ErrorCode code, String message, Duration retryAfter) {
        return new Refusal(code, null, message, retryAfter, null);
    }

    /** A refusal with the exception that led to it, which is logged and never sent. */
    public static Refusal because(ErrorCode code, String message, Throwable cause) {
        return new Refusal(code, null, message, null, cause);
    }

    public ErrorCode code() {
        return code;
    }

    /** The field or parameter at fault, where there is one. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** How long the caller should wait before it tries again, where waiting helps. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The text for the caller; never null, unlike {@link Throwable#getMessage()}. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
