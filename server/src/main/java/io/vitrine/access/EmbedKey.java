package io.vitrine.access;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.security.SecureRandom;
import java.text.ParseException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * An embed secret ready for use: what its tokens are encrypted and opened with, and the data visibility group whose
 * customers they may name. Safe for use by many threads.
 *
 * @param header of every token that is made with it
 */
record EmbedKey(
        String keyId,
        JWEHeader header,
        JWEEncrypter encrypter,
        JWEDecrypter decrypter,
        long teamId,
        long visibilityGroupId,
        String visibilityGroup) {
    /** @param value a key of AES-256 */
    static EmbedKey of(String keyId, byte[] value, long teamId, long visibilityGroupId, String visibilityGroup) {
        SecretKey key = new SecretKeySpec(value, "AES");
        try {
            DirectEncrypter encrypter = new DirectEncrypter(key);
            // Without one of its own, the library sets one up for each token.
            encrypter.getJCAContext().setSecureRandom(new SecureRandom());
            return new EmbedKey(
                    keyId,
                    header(keyId),
                    encrypter,
                    new DirectDecrypter(key),
                    teamId,
                    visibilityGroupId,
                    visibilityGroup);
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("the embed secret " + keyId + " is not a key of AES-256", e);
        }
    }

    /** Parsed from its own text, for a header that was parsed keeps that, and others are written twice for each token. */
    private static JWEHeader header(String keyId) throws ParseException {
        return JWEHeader.parse(new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(keyId)
                .build()
                .toBase64URL());
    }
}
