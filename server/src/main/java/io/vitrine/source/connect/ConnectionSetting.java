package io.vitrine.source.connect;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a kind of data source lets be set, described so that a form can be drawn and a value be checked.
 *
 * @param name the key below {@code connection} in the API
 * @param type what its value looks like
 * @param label what a form calls it
 * @param hint one sentence of help, may be empty
 * @param required whether a connection cannot do without it
 * @param secret whether the value is encrypted at rest and never shown again
 * @param address whether the value decides which machine is talked to; secrets do not follow to another machine
 * @param preset what stands for an absent value
 * @param choices the values of a {@link Type#CHOICE}, else empty
 */
public record ConnectionSetting(
        String name,
        Type type,
        String label,
        String hint,
        boolean required,
        boolean secret,
        boolean address,
        Optional<String> preset,
        List<String> choices) {
    private static final int MAX_LENGTH = 20_000;

    /** What the value of a setting looks like. */
    public enum Type {
        /** One line. */
        TEXT,
        /** Several lines, such as a certificate. */
        LINES,
        /** A whole number of zero or more. */
        INTEGER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** One of {@link ConnectionSetting#choices()}. */
        CHOICE
    }

    static ConnectionSetting text(String name, String label) {
        return of(name, Type.TEXT, label, List.of());
    }

    static ConnectionSetting lines(String name, String label) {
        return of(name, Type.LINES, label, List.of());
    }

    static ConnectionSetting integer(String name, String label) {
        return of(name, Type.INTEGER, label, List.of());
    }

    static ConnectionSetting bool(String name, String label) {
        return of(name, Type.BOOLEAN, label, List.of());
    }

    static ConnectionSetting choice(String name, String label, List<String> choices) {
        return of(name, Type.CHOICE, label, choices);
    }

    private static ConnectionSetting of(String name, Type type, String label, List<String> choices) {
        return new ConnectionSetting(name, type, label, "", false, false, false, Optional.empty(), choices);
    }

    ConnectionSetting asRequired() {
        return new ConnectionSetting(name, type, label, hint, true, secret, address, preset, choices);
    }

    ConnectionSetting asSecret() {
        return new ConnectionSetting(name, type, label, hint, required, true, address, preset, choices);
    }

    ConnectionSetting asAddress() {
        return new ConnectionSetting(name, type, label, hint, required, secret, true, preset, choices);
    }

    ConnectionSetting withPreset(String value) {
        return new ConnectionSetting(name, type, label, hint, required, secret, address, Optional.of(value), choices);
    }

    ConnectionSetting withHint(String text) {
        return new ConnectionSetting(name, type, label, text, required, secret, address, preset, choices);
    }

    /** The setting's place in the body of the API, for a message. */
    public String field() {
        return "connection." + name;
    }

    /**
     * Checks the form of a value.
     *
     * @throws Refusal with {@link ErrorCode#INVALID_FIELD} at this setting, saying what would be right
     */
    void check(String value) {
        if (value.length() > MAX_LENGTH) {
            throw invalid("may have " + MAX_LENGTH + " characters at most");
        }
        switch (type) {
            case TEXT -> {
                if (value.chars().anyMatch(Character::isISOControl)) {
                    throw invalid("must be one line without control characters");
                }
            }
            case LINES -> {
                if (value.indexOf('\0') >= 0) {
                    throw invalid("must be text without NUL");
                }
            }
            case INTEGER -> {
                if (!value.matches("\\d{1,9}")) {
                    throw invalid("must be a whole number");
                }
            }
            case BOOLEAN -> {
                if (!value.equals("true") && !value.equals("false")) {
                    throw invalid("must be true or false");
                }
            }
            case CHOICE -> {
                if (!choices.contains(value)) {
                    throw invalid("must be one of " + String.join(", ", choices));
                }
            }
        }
    }

    /** A refusal at this setting; the rule completes the sentence "{@code host} …". */
    Refusal invalid(String rule) {
        return new Refusal(ErrorCode.INVALID_FIELD, field(), "\"" + name + "\" " + rule + ".");
    }
}
