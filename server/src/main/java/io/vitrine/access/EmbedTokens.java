package io.vitrine.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import io.vitrine.database.Database;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes and opens embed tokens: JWE in compact form, {@code dir} with {@code A256GCM}, the key named by {@code kid}.
 *
 * <p>Keys are remembered for one second, so that a page view costs no query for them; a deleted secret is therefore dead
 * after a second at the latest. Safe for use by many threads.
 */
public final class EmbedTokens {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST_REMEMBERED = 10_000;
    /** Far more than the claims need; what is longer is not worth decrypting. */
    private static final int MAX_LENGTH = 16_384;

    private static final int TAG_BYTES = 16;
    /** 12 is what everyone makes today, 16 what python-jose made until 2025. */
    private static final Set<Integer> IV_BYTES = Set.of(12, 16);

    private final Database database;
    private final EmbedSecrets secrets;
    private final InstantSource clock;
    private final Cache<String, EmbedKey> byKeyId = cache();
    private final Cache<Long, EmbedKey> generatedByGroup = cache();

    public EmbedTokens(Database database, EmbedSecrets secrets, InstantSource clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * A token that opened.
     *
     * @param viewer on whose behalf the embed reads: only customers of the secret's group
     */
    public record Opened(EmbedToken token, Caller viewer) {}

    /**
     * Makes a token with a secret of the caller's group.
     *
     * @param keyId which secret; absent, the one that the server keeps for the group and makes at the first use
     * @throws Refusal with {@code NOT_FOUND} where the group has no such secret
     */
    public String issue(Caller caller, Optional<String> keyId, EmbedToken token) {
        EmbedKey key = keyId.map(id -> namedKey(caller, id)).orElseGet(() -> generatedKey(caller));
        JWEObject jwe = new JWEObject(key.header(), new Payload(EmbedClaims.write(token, clock.instant())));
        try {
            jwe.encrypt(key.encrypter());
        } catch (JOSEException e) {
            throw new IllegalStateException("an embed token could not be encrypted", e);
        }
        return jwe.serialize();
    }

    /**
     * Opens a token.
     *
     * @throws Refusal with {@code EXPIRED_EMBED_TOKEN} where it was good once, else {@code INVALID_EMBED_TOKEN}, which
     *     does not say what is wrong, because that would help only who forges
     */
    public Opened open(String compact) {
        JWEObject jwe = parse(compact);
        EmbedKey key = byKeyId(jwe.getHeader().getKeyID()).orElseThrow(EmbedClaims::invalid);
        try {
            jwe.decrypt(key.decrypter());
        } catch (JOSEException | RuntimeException e) {
            throw EmbedClaims.invalid();
        }
        Instant now = clock.instant();
        EmbedToken token = EmbedClaims.read(jwe.getPayload().toBytes(), now);
        if (!token.expiresAt().isAfter(now)) {
            throw new Refusal(
                    ErrorCode.EXPIRED_EMBED_TOKEN,
                    "The embed token has expired. Make a new one with generate_jwt or with your embed secret.");
        }
        return new Opened(
                token,
                new Caller(
                        key.teamId(),
                        key.visibilityGroupId(),
                        key.visibilityGroup(),
                        Set.of(Permission.READ),
                        "embed:" + key.keyId()));
    }

    /** Forgets the keys that are remembered, so that a secret that was just deleted is dead at once. */
    public void forget() {
        byKeyId.invalidateAll();
        generatedByGroup.invalidateAll();
    }

    /** The token's parts, where they are of the one kind that is opened; nothing is decrypted before that is sure. */
    private static JWEObject parse(String compact) {
        if (compact.length() > MAX_LENGTH) {
            throw EmbedClaims.invalid();
        }
        JWEObject jwe;
        try {
            jwe = JWEObject.parse(compact);
        } catch (ParseException | RuntimeException e) {
            // The library does not promise which exception a hostile header leads to.
            throw EmbedClaims.invalid();
        }
        JWEHeader header = jwe.getHeader();
        boolean allowed = JWEAlgorithm.DIR.equals(header.getAlgorithm())
                && EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
                && header.getCompressionAlgorithm() == null
                && header.getCriticalParams() == null
                && header.getKeyID() != null
                && bytes(jwe.getEncryptedKey()) == 0
                && IV_BYTES.contains(bytes(jwe.getIV()))
                && bytes(jwe.getAuthTag()) == TAG_BYTES;
        if (!allowed) {
            throw EmbedClaims.invalid();
        }
        return jwe;
    }

    private static int bytes(@Nullable Base64URL part) {
        return part == null ? 0 : part.decode().length;
    }

    private EmbedKey namedKey(Caller caller, String keyId) {
        return byKeyId(keyId)
                .filter(key -> key.visibilityGroupId() == caller.visibilityGroupId())
                .orElseThrow(() -> new Refusal(
                        ErrorCode.NOT_FOUND,
                        "key_id",
                        "There is no embed secret with the key_id \"" + keyId + "\" in the token's group."));
    }

    private Optional<EmbedKey> byKeyId(String keyId) {
        return remembered(byKeyId, keyId, () -> database.withSession(session -> secrets.findKey(session, keyId)));
    }

    private EmbedKey generatedKey(Caller caller) {
        long group = caller.visibilityGroupId();
        return remembered(
                        generatedByGroup,
                        group,
                        () -> database.withSession(session -> secrets.findGeneratedKey(session, group)))
                .orElseGet(() -> database.withSession(session -> {
                    // Two first calls at once make one secret: the second insert does nothing.
                    secrets.generateUnlessPresent(session, group);
                    return secrets.findGeneratedKey(session, group).orElseThrow();
                }));
    }

    private static <K> Optional<EmbedKey> remembered(
            Cache<K, EmbedKey> cache, K name, Supplier<Optional<EmbedKey>> find) {
        EmbedKey known = cache.getIfPresent(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<EmbedKey> found = find.get();
        found.ifPresent(key -> cache.put(name, key));
        return found;
    }

    private static <K> Cache<K, EmbedKey> cache() {
        return Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(MOST_REMEMBERED)
                .build();
    }
}
