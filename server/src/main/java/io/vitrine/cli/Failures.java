package io.vitrine.cli;

import io.vitrine.cli.client.CallFailure;
import io.vitrine.configuration.ConfigurationException;
import io.vitrine.database.embedded.EmbeddedPostgresException;
import io.vitrine.error.Refusal;
import java.net.BindException;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Says to an operator why a subcommand failed: what can be mended in a sentence, a defect with its stack trace in the log. */
public final class Failures {
    private Failures() {}

    /** The text for the terminal. */
    public static String explain(Throwable failure) {
        return switch (failure) {
            case ConfigurationException wrong -> String.join("\n", wrong.problems());
            case EmbeddedPostgresException postgres -> String.valueOf(postgres.getMessage());
            case Refusal refusal -> refusal.text();
            case CallFailure call -> call.text();
            default ->
                bind(failure)
                        .map(bind -> "The address cannot be listened on: " + bind.getMessage()
                                + ". Another server may have it; choose another with --port.")
                        .orElseGet(() -> defect(failure));
        };
    }

    private static String defect(Throwable failure) {
        LoggerFactory.getLogger(Failures.class).error("the command failed", failure);
        return "The command failed: " + failure;
    }

    private static Optional<BindException> bind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind) {
                return Optional.of(bind);
            }
        }
        return Optional.empty();
    }
}
