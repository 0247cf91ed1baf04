package io.vitrine.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vitrine.database.Database;
import io.vitrine.database.Migrations;
import io.vitrine.database.Sealer;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.testing.JoseTokens;
import io.vitrine.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Embed tokens: made here, made elsewhere, damaged on the way. */
final class EmbedTokensTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final String KEY_ID = "f3b6a9d2-5c1e-4e62-9f0b-7d4f0a3c1b11";
    private static final String KEY = "0123456789abcdefghijklmnopqrstuv";
    private static final String HEADER = "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"" + KEY_ID + "\"}";
    private static final String CLAIMS = "{\"cst\":\"acme\",\"dsh\":\"vcjTgL2wdX\",\"exp\":1900000000}";

    private static final AtomicReference<Instant> CLOCK = new AtomicReference<>(NOW);
    private static final InstantSource TIME = CLOCK::get;

    private static Database database;
    private static EmbedSecrets secrets;
    private static EmbedTokens tokens;
    private static Caller caller;

    @BeforeAll
    static void start() {
        database = Database.open(TestServer.freshDatabase(), 8);
        Migrations.apply(database);
        Sealer sealer = new Sealer(new byte[Sealer.KEY_BYTES]);
        database.transact(session -> Bootstrap.apply(session, new ApiTokens(sealer), Optional.empty()));
        secrets = new EmbedSecrets(sealer);
        tokens = new EmbedTokens(database, secrets, TIME);
        caller = caller("Production");
        database.transact(session -> secrets.create(
                session, caller.visibilityGroupId(), "moved here", Optional.of(KEY_ID), Optional.of(KEY)));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void opensWhatItMade() {
        EmbedToken token = new EmbedToken(
                "acme",
                "vcjTgL2wdX",
                Optional.of("chart-1"),
                NOW.plusSeconds(60),
                Optional.of(List.of("flt", "srt")),
                false,
                Origin.ofUrl("https://app.example.com"));

        EmbedTokens.Opened opened = tokens.open(tokens.issue(caller, Optional.empty(), token));

        assertThat(opened.token()).isEqualTo(token);
        assertThat(opened.viewer().visibilityGroupId()).isEqualTo(caller.visibilityGroupId());
        assertThat(opened.viewer().permissions()).containsExactly(Permission.READ);
    }

    @Test
    void opensWhatJoseMade() {
        assumeTrue(JoseTokens.areAvailable(), "jose is not installed: npm ci in server/src/test/node");

        EmbedToken token = tokens.open(JoseTokens.encrypt(CLAIMS, KEY_ID, KEY)).token();

        assertThat(token.customer()).isEqualTo("acme");
        assertThat(token.expiresAt()).isEqualTo(Instant.ofEpochSecond(1_900_000_000L));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16})
    void opensTokensWithBothLengthsOfInitializationVector(int ivBytes) {
        EmbedToken token = tokens.open(seal(HEADER, CLAIMS, KEY, ivBytes)).token();

        assertThat(token.customer()).isEqualTo("acme");
        assertThat(token.embedId()).isEqualTo("vcjTgL2wdX");
        assertThat(token.expiresAt()).isEqualTo(Instant.ofEpochSecond(1_900_000_000L));
        assertThat(token.features()).isEmpty();
        assertThat(token.sectionEditing()).isTrue();
        assertThat(token.origin()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "exp":1900000000.75                                    | 2030-03-17T17:46:40.750Z
            "exp":1.9e9                                            | 2030-03-17T17:46:40Z
            "exp":1e300                                            | 9999-12-31T23:59:59Z
            """, quoteCharacter = '\0')
    void readsAnExpiryWithAFraction(String exp, Instant end) {
        assertThat(open("{\"cst\":\"acme\",\"dsh\":\"d\"," + exp.strip() + "}").expiresAt())
                .isEqualTo(end);
    }

    @Test
    void readsTheOldNameOfTheFeaturesClaim() {
        assertThat(claims("\"rbc\":[\"flt\"]").features()).contains(List.of("flt"));
        assertThat(claims("\"rb_allowed_features\":[\"core\"]").features()).contains(List.of("core"));
        assertThat(claims("\"rbc\":[]").features()).contains(List.of());
        assertThat(claims("\"rbc\":null").features()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://App.Example.com/", "https://app.example.com", "https://app.example.com:443/"})
    void readsAnOriginWithAndWithoutTheFinalSlash(String iss) {
        assertThat(claims("\"iss\":\"" + iss + "\"").origin().map(Origin::text)).contains("https://app.example.com");
    }

    @Test
    void readsANumericCustomerAsItsText() {
        assertThat(open("{\"cst\":3,\"dsh\":\"d\",\"exp\":1900000000}").customer())
                .isEqualTo("3");
    }

    @Test
    void saysThatATokenHasExpiredOnlyWhereItWasGoodOnce() {
        String token = seal(HEADER, CLAIMS, KEY, 12);
        CLOCK.set(Instant.ofEpochSecond(1_900_000_000L));
        try {
            assertThat(refusal(token).code()).isEqualTo(ErrorCode.EXPIRED_EMBED_TOKEN);
            assertThat(refusal(seal(HEADER, CLAIMS, "x".repeat(32), 12)).code())
                    .isEqualTo(ErrorCode.INVALID_EMBED_TOKEN);
            CLOCK.set(Instant.ofEpochSecond(1_899_999_999L));
            assertThat(tokens.open(token).token().customer()).isEqualTo("acme");
        } finally {
            CLOCK.set(NOW);
        }
    }

    static Stream<String> damagedTokens() {
        String good = seal(HEADER, CLAIMS, KEY, 12);
        String[] parts = good.split("\\.", -1);
        return Stream.of(
                "",
                "....",
                "nonsense",
                good.substring(0, good.length() - 1),
                good.substring(0, good.lastIndexOf('.')),
                good + ".x",
                good + "A",
                String.join(".", parts[0], "", parts[2], flip(parts[3]), parts[4]),
                String.join(".", parts[0], "", parts[2], parts[3], flip(parts[4])),
                String.join(".", parts[0], "", flip(parts[2]), parts[3], parts[4]),
                String.join(".", parts[0], "", parts[2], parts[3], ""),
                String.join(".", parts[0], "", "", parts[3], parts[4]),
                String.join(".", parts[0], "AAAA", parts[2], parts[3], parts[4]),
                String.join(".", base64("{\"alg\":\"dir\"}"), "", parts[2], parts[3], parts[4]),
                "A".repeat(20_000),
                seal(HEADER, CLAIMS, "another key of thirty-two bytes!", 12),
                seal(HEADER, CLAIMS, KEY, 13),
                seal(HEADER.replace("A256GCM", "A128GCM"), CLAIMS, KEY, 12),
                seal(HEADER.replace("dir", "A256KW"), CLAIMS, KEY, 12),
                seal(HEADER.replace("dir", "PBES2-HS256+A128KW"), CLAIMS, KEY, 12),
                seal(HEADER.replace("dir", "none"), CLAIMS, KEY, 12),
                seal(HEADER.replace("}", ",\"zip\":\"DEF\"}"), CLAIMS, KEY, 12),
                seal(HEADER.replace("}", ",\"crit\":[\"exp\"]}"), CLAIMS, KEY, 12),
                seal(HEADER.replace(KEY_ID, "unknown"), CLAIMS, KEY, 12),
                seal("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}", CLAIMS, KEY, 12),
                seal(HEADER, "", KEY, 12),
                seal(HEADER, "[]", KEY, 12),
                seal(HEADER, "not json", KEY, 12),
                seal(HEADER, "{\"dsh\":\"d\",\"exp\":1900000000}", KEY, 12),
                seal(HEADER, "{\"cst\":\"acme\",\"exp\":1900000000}", KEY, 12),
                seal(HEADER, "{\"cst\":\"acme\",\"dsh\":\"d\"}", KEY, 12),
                seal(HEADER, "{\"cst\":\"acme\",\"dsh\":\"d\",\"exp\":\"1900000000\"}", KEY, 12),
                seal(HEADER, "{\"cst\":{},\"dsh\":\"d\",\"exp\":1900000000}", KEY, 12),
                seal(HEADER, CLAIMS.replace("}", ",\"iss\":\"not an origin\"}"), KEY, 12),
                seal(HEADER, CLAIMS.replace("}", ",\"rbc\":\"flt\"}"), KEY, 12),
                seal(HEADER, CLAIMS.replace("}", ",\"nbf\":1890000000}"), KEY, 12));
    }

    @ParameterizedTest
    @MethodSource("damagedTokens")
    void refusesWhatDoesNotOpenWithOneAndTheSameAnswer(String token) {
        Refusal refusal = refusal(token);

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_EMBED_TOKEN);
        assertThat(refusal.text()).isEqualTo(EmbedClaims.invalid().text());
    }

    @Test
    void opensNothingWithADeletedSecret() {
        EmbedSecrets.Issued secret = database.inTransaction(session ->
                secrets.create(session, caller.visibilityGroupId(), "short", Optional.empty(), Optional.empty()));
        String keyId = secret.record().keyId();
        String token = tokens.issue(caller, Optional.of(keyId), plain());
        assertThat(tokens.open(token).token().customer()).isEqualTo("acme");

        database.transact(session ->
                secrets.delete(session, caller.teamId(), secret.record().id()));
        tokens.forget();

        assertThat(refusal(token).code()).isEqualTo(ErrorCode.INVALID_EMBED_TOKEN);
        Refusal unknown = catchThrowableOfType(Refusal.class, () -> tokens.issue(caller, Optional.of(keyId), plain()));
        assertThat(unknown.code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void makesOneSecretForAGroupHoweverManyCallsComeFirst() throws Exception {
        Caller fresh = group("First calls");
        Set<String> keys = new java.util.HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<String>> calls = java.util.Collections.nCopies(
                    16, () -> new EmbedTokens(database, secrets, TIME).issue(fresh, Optional.empty(), plain()));
            for (Future<String> issued : threads.invokeAll(calls)) {
                keys.add(new String(
                        Base64.getUrlDecoder().decode(issued.get().split("\\.", -1)[0]), StandardCharsets.UTF_8));
            }
        }
        assertThat(keys).hasSize(1);
    }

    @Test
    void bindsATokenToTheGroupOfItsSecret() {
        Caller other = group("Other group");

        EmbedTokens.Opened opened = tokens.open(tokens.issue(other, Optional.empty(), plain()));

        assertThat(opened.viewer().visibilityGroup()).isEqualTo("Other group");
        Refusal foreign = catchThrowableOfType(Refusal.class, () -> tokens.issue(other, Optional.of(KEY_ID), plain()));
        assertThat(foreign.code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(foreign.field()).contains("key_id");
    }

    private static EmbedToken plain() {
        return new EmbedToken(
                "acme", "vcjTgL2wdX", Optional.empty(), NOW.plusSeconds(60), Optional.empty(), true, Optional.empty());
    }

    private static EmbedToken claims(String more) {
        return open(CLAIMS.replace("}", "," + more + "}"));
    }

    private static EmbedToken open(String claims) {
        return tokens.open(seal(HEADER, claims, KEY, 16)).token();
    }

    private static Refusal refusal(String token) {
        return catchThrowableOfType(Refusal.class, () -> tokens.open(token));
    }

    private static Caller group(String name) {
        database.transact(session -> new VisibilityGroups().create(session, caller.teamId(), name));
        return caller(name);
    }

    private static Caller caller(String group) {
        return database.withSession(session -> session.one(
                "select team_id, id from visibility_group where name = ?",
                row -> new Caller(
                        row.number("team_id"), row.number("id"), group, Access.ADMIN.permissions(), "token:1"),
                group));
    }

    /** A compact JWE made with nothing but the platform's AES, as other makers do. */
    private static String seal(String header, String claims, String key, int ivBytes) {
        try {
            byte[] iv = new byte[ivBytes];
            new SecureRandom().nextBytes(iv);
            String protectedHeader = base64(header);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "AES"),
                    new GCMParameterSpec(128, iv));
            cipher.updateAAD(protectedHeader.getBytes(StandardCharsets.US_ASCII));
            byte[] sealed = cipher.doFinal(claims.getBytes(StandardCharsets.UTF_8));
            int text = sealed.length - 16;
            return String.join(
                    ".",
                    protectedHeader,
                    "",
                    base64(iv),
                    base64(java.util.Arrays.copyOf(sealed, text)),
                    base64(java.util.Arrays.copyOfRange(sealed, text, sealed.length)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String flip(String part) {
        return (part.charAt(0) == 'A' ? 'B' : 'A') + part.substring(1);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
