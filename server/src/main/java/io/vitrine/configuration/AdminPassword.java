package io.vitrine.configuration;

import java.util.Optional;

/** The password of the first admin, as an operator gave it. */
public record AdminPassword(String text) {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 500;

    static Optional<AdminPassword> parse(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= SHORTEST && length <= LONGEST ? Optional.of(new AdminPassword(text)) : Optional.empty();
    }

    /** Nothing that helps anybody who reads a log. */
    @Override
    public String toString() {
        return "AdminPassword[hidden]";
    }
}
