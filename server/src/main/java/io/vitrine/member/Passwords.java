package io.vitrine.member;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vitrine.database.Sealer;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What a password must be, and its Argon2id hash (19 MiB, two passes, one lane).
 *
 * <p>At most two hashes are computed at once, so that many sign-ins together cannot fill the memory. Safe for use by many
 * threads; never call it while a database connection is held.
 */
public final class Passwords {
    /** The fewest characters of a password. */
    public static final int SHORTEST = 10;

    private static final int LONGEST = 500;
    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Sealer random;
    private final Semaphore slots = new Semaphore(AT_ONCE, true);
    private volatile Optional<String> nobodys = Optional.empty();

    public Passwords(Sealer random) {
        this.random = random;
    }

    /**
     * Refuses a password that is easy to guess.
     *
     * @param field where the caller gave it
     */
    public static void check(String password, String email, String field) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new Refusal(
                    ErrorCode.INVALID_FIELD,
                    field,
                    "A password has " + SHORTEST + " to " + LONGEST + " characters; this one has " + length + ".");
        }
        String compared = Emails.compared(password);
        if (compared.equals(Emails.compared(email))
                || password.chars().distinct().count() < 3) {
            throw new Refusal(
                    ErrorCode.INVALID_FIELD,
                    field,
                    "This password is too easy to guess: it is the e-mail address, or one or two characters repeated.");
        }
    }

    /** The hash with its parameters and a fresh salt, in the standard text form. */
    String hash(String password) {
        return inTurn(() -> Password.hash(normal(password))
                .addSalt(random.randomBytes(SALT_BYTES))
                .with(Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID))
                .getResult());
    }

    /** Whether it is the password of that hash; without a hash false, after the same time. */
    boolean matches(String password, Optional<String> hash) {
        String compared = hash.orElseGet(this::nobodysHash);
        boolean equal = inTurn(
                () -> Password.check(normal(password), compared).with(Argon2Function.getInstanceFromHash(compared)));
        return equal && hash.isPresent();
    }

    private String nobodysHash() {
        return nobodys.orElseGet(() -> {
            String made =
                    hash(new String(random.randomBytes(SALT_BYTES), java.nio.charset.StandardCharsets.ISO_8859_1));
            nobodys = Optional.of(made);
            return made;
        });
    }

    /** The same letters typed on another keyboard make the same password. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!slots.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refusal.until(
                        ErrorCode.OVERLOADED, "Too many people sign in at this moment.", Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.until(ErrorCode.OVERLOADED, "The server is about to stop.", Duration.ofSeconds(5));
        }
        try {
            return work.get();
        } finally {
            slots.release();
        }
    }
}
