package io.vitrine.access;

import io.vitrine.database.Row;
import io.vitrine.database.Sealer;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The embed secrets of a team: a key id and a value whose UTF-8 bytes are an AES-256 key.
 *
 * <p>Values are encrypted at rest, because opening and making tokens takes them again.
 */
public final class EmbedSecrets {
    /** The length of a value: the key of {@code A256GCM}. */
    public static final int VALUE_BYTES = 32;

    private static final String PURPOSE = "embed secret";
    /** As many random bytes as {@link #VALUE_BYTES} characters of base64 hold. */
    private static final int RANDOM_BYTES = 24;

    private final Sealer sealer;

    public EmbedSecrets(Sealer sealer) {
        this.sealer = sealer;
    }

    /** A secret that was just made: the record, and the value, which is not shown again. */
    public record Issued(EmbedSecret record, String keyValue) {}

    /** All secrets of a team, oldest first. */
    public List<EmbedSecret> list(Session session, long teamId) {
        return session.list(SELECT + " where g.team_id = ? order by s.created_at, s.id", EmbedSecrets::secret, teamId);
    }

    /** The secret of that id, or {@code NOT_FOUND}. */
    public EmbedSecret get(Session session, long teamId, long id) {
        return session.first(SELECT + " where g.team_id = ? and s.id = ?", EmbedSecrets::secret, teamId, id)
                .orElseThrow(EmbedSecrets::unknown);
    }

    /**
     * Makes a secret in a group, or takes one over that exists elsewhere, so that its tokens go on working.
     *
     * @throws Refusal with {@code INVALID_FIELD} for a value of another length, {@code ALREADY_EXISTS} for a taken key id
     */
    public Issued create(
            Session session, long visibilityGroupId, String name, Optional<String> keyId, Optional<String> keyValue) {
        String value = keyValue.orElseGet(this::makeValue);
        int length = value.getBytes(StandardCharsets.UTF_8).length;
        if (length != VALUE_BYTES) {
            throw new Refusal(
                    ErrorCode.INVALID_FIELD,
                    "key_value",
                    "The field key_value takes a text of exactly " + VALUE_BYTES + " bytes of UTF-8, and got " + length
                            + ".");
        }
        String id = keyId.orElseGet(() -> UUID.randomUUID().toString());
        EmbedSecret record = insert(session, visibilityGroupId, name, id, value, false)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.ALREADY_EXISTS, "key_id", "There is an embed secret of this key_id already."));
        return new Issued(record, value);
    }

    /** Makes the server's own secret of a group, unless it has one. */
    public void generateUnlessPresent(Session session, long visibilityGroupId) {
        insert(session, visibilityGroupId, "generated", UUID.randomUUID().toString(), makeValue(), true);
    }

    public EmbedSecret rename(Session session, long teamId, long id, String name) {
        session.update("""
                update embed_secret s set name = ? from visibility_group g
                where g.id = s.visibility_group_id and g.team_id = ? and s.id = ?""", name, teamId, id);
        return get(session, teamId, id);
    }

    /** Deletes a secret; every token made with it is dead. */
    public void delete(Session session, long teamId, long id) {
        int deleted = session.update("""
                delete from embed_secret s using visibility_group g
                where g.id = s.visibility_group_id and g.team_id = ? and s.id = ?""", teamId, id);
        if (deleted == 0) {
            throw unknown();
        }
    }

    /** The key of that id, in whichever group. */
    Optional<EmbedKey> findKey(Session session, String keyId) {
        return session.first(SELECT_KEY + " where s.key_id = ?", this::key, keyId);
    }

    /** The key that the server made for a group, where it did. */
    Optional<EmbedKey> findGeneratedKey(Session session, long visibilityGroupId) {
        return session.first(
                SELECT_KEY + " where s.visibility_group_id = ? and s.generated", this::key, visibilityGroupId);
    }

    private Optional<EmbedSecret> insert(
            Session session, long visibilityGroupId, String name, String keyId, String value, boolean generated) {
        return session.first(
                        """
                        insert into embed_secret (visibility_group_id, name, key_id, sealed_key_value, generated)
                        values (?, ?, ?, ?, ?) on conflict do nothing returning id""",
                        row -> row.number("id"),
                        visibilityGroupId,
                        name,
                        keyId,
                        sealer.seal(PURPOSE, value.getBytes(StandardCharsets.UTF_8)),
                        generated)
                .map(id -> session.one(SELECT + " where s.id = ?", EmbedSecrets::secret, id));
    }

    private String makeValue() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealer.randomBytes(RANDOM_BYTES));
    }

    private static Refusal unknown() {
        return new Refusal(ErrorCode.NOT_FOUND, "id", "There is no embed secret of this id.");
    }

    private static final String SELECT = """
            select s.id, g.name as group_name, s.name, s.key_id, s.generated, s.created_at
            from embed_secret s join visibility_group g on g.id = s.visibility_group_id""";

    private static final String SELECT_KEY = """
            select s.key_id, s.sealed_key_value, g.team_id, g.id as group_id, g.name as group_name
            from embed_secret s join visibility_group g on g.id = s.visibility_group_id""";

    private static EmbedSecret secret(Row row) throws SQLException {
        return new EmbedSecret(
                row.number("id"),
                row.text("group_name"),
                row.text("name"),
                row.text("key_id"),
                row.bool("generated"),
                row.instant("created_at"));
    }

    private EmbedKey key(Row row) throws SQLException {
        return EmbedKey.of(
                row.text("key_id"),
                sealer.open(PURPOSE, row.bytes("sealed_key_value")),
                row.number("team_id"),
                row.number("group_id"),
                row.text("group_name"));
    }
}
