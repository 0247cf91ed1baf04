package io.vitrine.source.connect;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.Map;

/**
 * How one statement is run.
 *
 * @param limits what it may cost
 * @param sessionVariables custom settings for row security, such as {@code app.customer_id}, that hold for this
 *     statement; only where {@link SourceDriver#takesSessionVariables()}
 */
public record RunOptions(RunLimits limits, Map<String, String> sessionVariables) {
    public RunOptions {
        sessionVariables = Map.copyOf(sessionVariables);
    }

    public RunOptions(RunLimits limits) {
        this(limits, Map.of());
    }

    /**
     * Checks names of session variables as a source's settings give them.
     *
     * @throws Refusal with {@link ErrorCode#INVALID_FIELD} at {@code session_variables}
     */
    public static void checkSessionVariables(SourceDriver driver, Iterable<String> names) {
        for (String name : names) {
            if (!driver.takesSessionVariables()) {
                throw new Refusal(
                        ErrorCode.INVALID_FIELD,
                        "session_variables",
                        "A " + driver.kind().wireName() + " source has no session variables; postgresql has.");
            }
            if (!PostgresDriver.SESSION_VARIABLE.matcher(name).matches()) {
                throw new Refusal(
                        ErrorCode.INVALID_FIELD,
                        "session_variables",
                        "\"" + name + "\" is no custom setting. Give one with a dot, such as app.customer_id.");
            }
        }
    }
}
