package io.vitrine.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets at rest with the installation's key: seals what must be readable again, hashes what must only be
 * recognised.
 *
 * <p>AES-256-GCM and HMAC-SHA-256, each with a key of its own derived by HKDF. What is sealed is bound to a purpose, so
 * that a value moved to another column does not open. Safe for use by many threads.
 */
public final class Sealer {
    /** Length of the installation's key in bytes. */
    public static final int KEY_BYTES = 32;

    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** Ciphers that wait for their next use: to look one up among the providers costs more than a token's encryption. */
    private static final int IDLE_CIPHERS = 16;

    private final SecretKey sealingKey;
    private final Mac hashing;
    private final SecureRandom random = new SecureRandom();
    private final BlockingQueue<Cipher> ciphers = new ArrayBlockingQueue<>(IDLE_CIPHERS);

    public Sealer(byte[] installationKey) {
        if (installationKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("the installation key has " + KEY_BYTES + " bytes");
        }
        this.sealingKey = derive(installationKey, "vitrine seal", "AES");
        this.hashing = mac(derive(installationKey, "vitrine hash", "HmacSHA256"));
    }

    /** Encrypts; {@link #open} with the same purpose gives the bytes back. */
    public byte[] seal(String purpose, byte[] plain) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, purpose, iv, 0);
            byte[] sealed = Arrays.copyOf(iv, IV_BYTES + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, sealed, IV_BYTES);
            ciphers.offer(cipher);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Decrypts what {@link #seal} gave.
     *
     * @throws IllegalStateException where the bytes were sealed with another key or for another purpose
     */
    public byte[] open(String purpose, byte[] sealed) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, purpose, sealed, 0);
            byte[] plain = cipher.doFinal(sealed, IV_BYTES, sealed.length - IV_BYTES);
            ciphers.offer(cipher);
            return plain;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A stored secret does not open: this is not the key that the installation was made with.", e);
        }
    }

    /** The keyed hash of a secret, 32 bytes, for look-up. */
    public byte[] hash(String secret) {
        try {
            Mac mac = (Mac) hashing.clone();
            return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fresh random bytes. */
    public byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private Cipher cipher(int mode, String purpose, byte[] iv, int offset) throws GeneralSecurityException {
        Cipher idle = ciphers.poll();
        Cipher cipher = idle == null ? Cipher.getInstance("AES/GCM/NoPadding") : idle;
        cipher.init(mode, sealingKey, new GCMParameterSpec(TAG_BITS, iv, offset, IV_BYTES));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** A MAC that is never fed itself: each hash is of a copy, which has the key already. */
    private static Mac mac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecretKey derive(byte[] key, String info, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(new SecretKeySpec(key, "Generic"))
                                    .thenExpand(info.getBytes(StandardCharsets.UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
