package io.vitrine.http;

import io.vitrine.access.Caller;
import io.vitrine.database.Database;
import io.vitrine.database.Sealer;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs calls that write, each in one transaction, and at most once for an {@code Idempotency-Key}.
 *
 * <p>The answer is kept for 24 hours, in the transaction of the write itself: a key whose answer is there was carried
 * out, a key whose answer is not there was not. Keys belong to the caller's token. A refused call leaves no answer, so
 * that it can be mended and repeated under the same key. Answers are kept encrypted, because some hold tokens.
 */
public final class IdempotentCalls {
    private static final int MAX_KEY_LENGTH = 255;
    private static final String PURPOSE = "idempotent answer";

    private final Database database;
    private final Sealer sealer;

    public IdempotentCalls(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    /** The key of a request, without the quotes that the header's syntax asks for. */
    public static Optional<String> key(Request request) {
        return request.headers().first("Idempotency-Key").map(String::strip).map(key -> {
            String bare = key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")
                    ? key.substring(1, key.length() - 1)
                    : key;
            if (bare.isEmpty() || bare.length() > MAX_KEY_LENGTH) {
                throw new Refusal(
                        ErrorCode.INVALID_PARAMETER,
                        "Idempotency-Key",
                        "Idempotency-Key takes 1 to " + MAX_KEY_LENGTH + " characters.");
            }
            return bare;
        });
    }

    /** Carries the call out in a transaction, or answers what the same call answered before. */
    public Reply run(Request request, Caller caller, Function<Session, Reply> call) {
        Optional<String> key = key(request);
        return key.isEmpty()
                ? database.inTransaction(call)
                : database.inTransaction(session -> once(session, request, caller, key.get(), call));
    }

    /** Deletes answers that are older than a day; answers how many. */
    public int forgetOld() {
        return database.withSession(session ->
                session.update("delete from idempotent_call where created_at < now() - interval '24 hours'"));
    }

    private Reply once(Session session, Request request, Caller caller, String key, Function<Session, Reply> call) {
        boolean first = session.one(
                "select pg_try_advisory_xact_lock(hashtextextended(?, 0)) as free",
                row -> row.bool("free"),
                caller.actor() + " " + key);
        if (!first) {
            throw new Refusal(
                    ErrorCode.IDEMPOTENCY_KEY_IN_USE,
                    "Idempotency-Key",
                    "A call with this Idempotency-Key is still running. Wait for its answer.");
        }
        byte[] fingerprint = fingerprint(request);
        record Kept(byte[] fingerprint, Reply reply) {}
        Optional<Kept> kept = session.first(
                """
                select fingerprint, status, content_type, etag, body from idempotent_call
                where actor = ? and key = ? and created_at > now() - interval '24 hours'""",
                row -> {
                    Reply reply = new Reply.Whole(
                            row.integer("status"),
                            List.of(),
                            row.text("content_type"),
                            sealer.open(PURPOSE, row.bytes("body")));
                    Optional<String> etag = row.optionalText("etag");
                    return new Kept(
                            row.bytes("fingerprint"), etag.isPresent() ? reply.with("ETag", etag.get()) : reply);
                },
                caller.actor(),
                key);
        if (kept.isEmpty()) {
            Reply reply = call.apply(session);
            keep(session, caller, key, fingerprint, reply);
            return reply;
        }
        if (!MessageDigest.isEqual(kept.get().fingerprint(), fingerprint)) {
            throw new Refusal(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "Idempotency-Key",
                    "This Idempotency-Key was used before, for another call. Use a new key for a new call.");
        }
        return kept.get().reply().with("Idempotency-Replayed", "true");
    }

    private void keep(Session session, Caller caller, String key, byte[] fingerprint, Reply reply) {
        if (!(reply instanceof Reply.Whole whole)) {
            throw new IllegalStateException("an answer that is streamed cannot be kept");
        }
        Optional<String> etag = whole.headers().stream()
                .filter(header -> header.name().equals("ETag"))
                .map(Reply.Header::value)
                .findFirst();
        session.update(
                """
                insert into idempotent_call (actor, key, fingerprint, status, content_type, etag, body)
                values (?, ?, ?, ?, ?, ?::text, ?)
                on conflict (actor, key) do update set fingerprint = excluded.fingerprint, status = excluded.status,
                  content_type = excluded.content_type, etag = excluded.etag, body = excluded.body, created_at = now()""",
                caller.actor(),
                key,
                fingerprint,
                whole.status(),
                whole.contentType(),
                etag,
                sealer.seal(PURPOSE, whole.body()));
    }

    private static byte[] fingerprint(Request request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String path = request.path();
            String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            digest.update((request.method() + " " + bare + "\n").getBytes(StandardCharsets.UTF_8));
            return digest.digest(request.body().bytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
