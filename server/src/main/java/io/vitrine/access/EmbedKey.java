package io.vitrine.access;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** An embed secret ready for use: its key, and the data visibility group whose customers its tokens may name. */
record EmbedKey(String keyId, SecretKey key, long teamId, long visibilityGroupId, String visibilityGroup) {
    static EmbedKey of(String keyId, byte[] value, long teamId, long visibilityGroupId, String visibilityGroup) {
        return new EmbedKey(keyId, new SecretKeySpec(value, "AES"), teamId, visibilityGroupId, visibilityGroup);
    }
}
