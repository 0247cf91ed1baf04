package io.vitrine.member;

import io.vitrine.database.Database;
import io.vitrine.database.Sealer;
import io.vitrine.database.Session;
import io.vitrine.database.SqlArray;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.time.Duration;
import java.util.List;

/**
 * Slows guessing down, for one e-mail address and for one requester's address, on all servers together: after some
 * failures in a row there is a wait, which doubles with each further one.
 *
 * <p>An attempt counts as failed from its start until it succeeds, so that many at once gain nothing. Where the member
 * has a session from the requester's address already, failures from elsewhere do not count, so that a stranger who
 * guesses cannot keep the member out.
 */
final class SignInAttempts {
    private static final int FREE_FOR_EMAIL = 5;
    private static final int FREE_FOR_ADDRESS = 20;
    private static final int FIRST_WAIT_SECONDS = 30;
    private static final int LONGEST_WAIT_SECONDS = 900;
    private static final int FORGOTTEN_AFTER_SECONDS = 7_200;

    private final Database database;
    private final Sealer sealer;

    SignInAttempts(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    /**
     * Counts an attempt.
     *
     * @throws Refusal with {@code RATE_LIMITED}, saying when to come again
     */
    void begin(String email, Device device) {
        database.transact(session -> {
            byte[] emailKey = isKnownThere(session, email, device) ? emailThereKey(email, device) : emailKey(email);
            byte[] addressKey = addressKey(device);
            // Locked always in this order. What is refused is undone, so that it counts for neither.
            boolean admitted = count(session, addressKey, FREE_FOR_ADDRESS) && count(session, emailKey, FREE_FOR_EMAIL);
            if (!admitted) {
                throw Refusal.until(
                        ErrorCode.RATE_LIMITED,
                        "Too many sign-ins failed. Wait as long as Retry-After says, or ask an admin for a new password.",
                        wait(session, emailKey, addressKey));
            }
        });
    }

    /** The attempt succeeded: forgets the failures of the e-mail address, and this attempt of the requester's. */
    void succeeded(Session session, String email, Device device) {
        session.update(
                "delete from sign_in_attempt where key = any(?)", keys(emailKey(email), emailThereKey(email, device)));
        session.update(
                "update sign_in_attempt set failures = greatest(failures - 1, 0), blocked_until = now() where key = ?",
                (Object) addressKey(device));
    }

    /** Forgets failures that nobody repeated; answers how many. */
    int forgetOld() {
        return database.withSession(session ->
                session.update("delete from sign_in_attempt where last_at < now() - make_interval(secs => ?)", (double)
                        FORGOTTEN_AFTER_SECONDS));
    }

    private static boolean isKnownThere(Session session, String email, Device device) {
        return session.one("""
                select exists (select from member_session s join member m on m.id = s.member_id
                               where lower(m.email) = lower(?) and m.removed_at is null
                                 and s.address = ?) as known""", row -> row.bool("known"), email.strip(), device.address());
    }

    /** Counts an attempt unless the key is blocked; answers whether it was not. */
    private static boolean count(Session session, byte[] key, int free) {
        return session.update("""
                        insert into sign_in_attempt as a (key, failures, blocked_until) values (?, 1, now())
                        on conflict (key) do update set failures = a.failures + 1, last_at = now(),
                          blocked_until = now() + make_interval(secs => case when a.failures + 1 < ? then 0
                            else least(?, ? * 2 ^ least(a.failures + 1 - ?, 20)) end)
                        where a.blocked_until <= now()""", key, free, LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS, free) == 1;
    }

    /** How long the one of the keys is blocked that is blocked longest. */
    private static Duration wait(Session session, byte[] emailKey, byte[] addressKey) {
        return session.one(
                """
                select coalesce(max(extract(epoch from blocked_until - now()) * 1000), 0)::bigint as milliseconds
                from sign_in_attempt where key = any(?)""", row -> Duration.ofMillis(Math.max(1, row.number("milliseconds"))), keys(emailKey, addressKey));
    }

    private static SqlArray keys(byte[]... keys) {
        return SqlArray.column("bytea", List.of(keys), key -> key);
    }

    private byte[] emailKey(String email) {
        return sealer.hash("sign-in of " + Emails.compared(email));
    }

    private byte[] emailThereKey(String email, Device device) {
        return sealer.hash("sign-in of " + Emails.compared(email) + " from " + device.network());
    }

    private byte[] addressKey(Device device) {
        return sealer.hash("sign-in from " + device.network());
    }
}
