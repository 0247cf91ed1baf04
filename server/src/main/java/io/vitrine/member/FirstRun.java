package io.vitrine.member;

import io.vitrine.access.Role;
import io.vitrine.audit.AuditAction;
import io.vitrine.database.Database;
import io.vitrine.database.Sealer;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes the first admin of an installation that has no member.
 *
 * <p>Where strangers can reach the server, it takes a code that the server prints at its start. The code follows from the
 * installation's key, so that all servers of an installation print the same one; it opens nothing once a member is there.
 */
public final class FirstRun {
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int CODE_LETTERS = 16;
    private static final int GROUP = 4;

    private final Database database;
    private final Members members;
    private final Passwords passwords;
    private final SignIn signIn;
    private final Optional<String> code;

    /** What makes an admin. */
    public record Admin(String email, String password, Optional<String> name) {}

    /** @param codeRequired whether strangers can reach the server */
    FirstRun(
            Database database,
            Members members,
            Passwords passwords,
            SignIn signIn,
            Sealer sealer,
            boolean codeRequired) {
        this.database = database;
        this.members = members;
        this.passwords = passwords;
        this.signIn = signIn;
        this.code = codeRequired ? Optional.of(code(sealer.hash("code of the first run"))) : Optional.empty();
    }

    /** Whether there is no member yet. */
    public boolean isNeeded() {
        return !database.withSession(members::hasAny);
    }

    /** The code that the operator sees, where one is required. */
    public Optional<String> code() {
        return code;
    }

    /**
     * Makes the first admin and signs it in.
     *
     * @throws Refusal with {@code ALREADY_EXISTS} once there is a member; with {@code FORBIDDEN} where the code is wrong
     */
    public SignIn.Started run(Admin admin, Optional<String> givenCode, Device device) {
        requireNeeded(isNeeded());
        requireCode(givenCode);
        String email = Emails.checked(admin.email());
        Passwords.check(admin.password(), email, "password");
        String hash = passwords.hash(admin.password());
        return database.inTransaction(session -> {
            Member made = make(session, email, admin.name(), hash);
            return signIn.start(session, made.id(), device, AuditAction.FIRST_ADMIN_MADE);
        });
    }

    /** Makes the first admin without a call, as the operator's settings say; does nothing once there is a member. */
    public void runFromSettings(Admin admin) {
        if (!isNeeded()) {
            return;
        }
        String email = Emails.checked(admin.email());
        Passwords.check(admin.password(), email, "password");
        String hash = passwords.hash(admin.password());
        database.transact(session -> {
            lock(session);
            if (!members.hasAny(session)) {
                make(session, email, admin.name(), hash);
            }
        });
    }

    private Member make(Session session, String email, Optional<String> name, String hash) {
        lock(session);
        requireNeeded(!members.hasAny(session));
        long team = session.one("select id from team order by created_at, id limit 1", row -> row.number("id"));
        return members.insert(
                session, team, email, name.orElseGet(() -> Emails.localPart(email)), Role.ADMIN, Optional.of(hash));
    }

    /** One first run at a time, on all servers. */
    private static void lock(Session session) {
        session.list("select pg_advisory_xact_lock(hashtext('vitrine first run'))", row -> true);
    }

    private static void requireNeeded(boolean needed) {
        if (!needed) {
            throw new Refusal(ErrorCode.ALREADY_EXISTS, "This installation has an admin already. Sign in instead.");
        }
    }

    private void requireCode(Optional<String> given) {
        code.ifPresent(wanted -> {
            byte[] typed = given.orElse("")
                    .toUpperCase(Locale.ROOT)
                    .replaceAll("[\\s-]", "")
                    .getBytes(StandardCharsets.UTF_8);
            byte[] right = wanted.replace("-", "").getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(typed, right)) {
                throw new Refusal(
                        ErrorCode.FORBIDDEN,
                        "code",
                        "The first run takes the code that the server has written to its console.");
            }
        });
    }

    /** Five bits a letter, in groups that people can read out. */
    private static String code(byte[] hash) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < CODE_LETTERS; i++) {
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
            text.append(LETTERS.charAt(hash[i] & 31));
        }
        return text.toString();
    }
}
