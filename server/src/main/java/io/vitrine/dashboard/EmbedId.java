package io.vitrine.dashboard;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** The public id of a dashboard: ten characters, each of 0-9, A-Z and a-z. */
public record EmbedId(String text) {
    private static final int LENGTH = 10;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new id; with 62¹⁰ of them, one that is taken already is not to be expected. */
    public static EmbedId random() {
        return new EmbedId(RANDOM.ints(LENGTH, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString());
    }

    public static boolean isWellFormed(String text) {
        return SHAPE.matcher(text).matches();
    }

    /**
     * An id that an author chose.
     *
     * @throws Refusal with {@code INVALID_FIELD} where it has another shape
     */
    public static EmbedId given(String text) {
        if (!isWellFormed(text)) {
            throw new Refusal(
                    ErrorCode.INVALID_FIELD,
                    "embed_id",
                    "An embed_id has " + LENGTH + " characters, each of 0-9, A-Z and a-z. Leave it out to get one.");
        }
        return new EmbedId(text);
    }
}
