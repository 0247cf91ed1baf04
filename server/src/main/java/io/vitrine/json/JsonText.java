package io.vitrine.json;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text that can be stored in PostgreSQL and sent back: valid UTF-8, no NUL, no half of a surrogate pair. */
public final class JsonText {
    private JsonText() {}

    /**
     * Decodes bytes that must be UTF-8.
     *
     * @throws Refusal with {@link ErrorCode#MALFORMED_JSON} where they are not
     */
    static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(ErrorCode.MALFORMED_JSON, "The body is not valid UTF-8.");
        }
    }

    /** Whether the text has neither a NUL nor a lone surrogate, both of which JSON escapes can smuggle in. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
