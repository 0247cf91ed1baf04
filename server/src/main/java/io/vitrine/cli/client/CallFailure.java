package io.vitrine.cli.client;

/** Why a subcommand cannot go on, said so that whoever typed it can act on it. */
public final class CallFailure extends RuntimeException {
    public CallFailure(String message) {
        super(message, null, false, false);
    }

    /** The text for the terminal. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
