package io.vitrine.configuration;

import java.util.List;

/** The settings are wrong; the message tells the operator, line by line, which, where, and what would be right. */
public final class ConfigurationException extends RuntimeException {
    private final List<String> problems;

    ConfigurationException(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** A sentence or two for each wrong setting. */
    public List<String> problems() {
        return problems;
    }
}
