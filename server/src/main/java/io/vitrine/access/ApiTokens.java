package io.vitrine.access;

import io.vitrine.database.Row;
import io.vitrine.database.Sealer;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The API tokens of a team: 256 random bits as 64 lower-case hex characters, kept as a keyed hash only. */
public final class ApiTokens {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");
    private static final int BYTES = 32;
    private static final int HINT_LENGTH = 4;

    private final Sealer sealer;

    public ApiTokens(Sealer sealer) {
        this.sealer = sealer;
    }

    /** A token that was just made: the record, and the secret, which cannot be read again. */
    public record Issued(ApiToken record, String secret) {}

    public static boolean isWellFormed(String secret) {
        return SHAPE.matcher(secret).matches();
    }

    /** The unrevoked token with that secret. */
    public Optional<ApiToken> authenticate(Session session, String secret) {
        return isWellFormed(secret)
                ? session.first(SELECT + " where t.token_hash = ? and t.revoked_at is null", ApiTokens::token, (Object)
                        sealer.hash(secret))
                : Optional.empty();
    }

    /** Makes a token in a group of the team. */
    public Issued create(Session session, long visibilityGroupId, Access access, String name) {
        return adopt(session, visibilityGroupId, access, name, HexFormat.of().formatHex(sealer.randomBytes(BYTES)));
    }

    /** Takes over a token whose secret exists already, such as the one that an installation is started with. */
    public Issued adopt(Session session, long visibilityGroupId, Access access, String name, String secret) {
        if (!isWellFormed(secret)) {
            throw new Refusal(ErrorCode.INVALID_FIELD, "token", "An API token has 64 characters, each of 0-9 and a-f.");
        }
        long id = session.one(
                """
                insert into api_token (visibility_group_id, name, access, token_hash, hint)
                values (?, ?, ?, ?, ?) returning id""",
                row -> row.number("id"),
                visibilityGroupId,
                name,
                access.wireName(),
                sealer.hash(secret),
                secret.substring(secret.length() - HINT_LENGTH));
        ApiToken record = session.one(SELECT + " where t.id = ?", ApiTokens::token, id);
        return new Issued(record, secret);
    }

    /** All tokens of a team, revoked ones too, oldest first. */
    public List<ApiToken> list(Session session, long teamId) {
        return session.list(SELECT + " where g.team_id = ? order by t.created_at, t.id", ApiTokens::token, teamId);
    }

    public Optional<ApiToken> find(Session session, long teamId, long id) {
        return session.first(SELECT + " where g.team_id = ? and t.id = ?", ApiTokens::token, teamId, id);
    }

    public ApiToken rename(Session session, long teamId, long id, String name) {
        session.update("""
                update api_token t set name = ? from visibility_group g
                where g.id = t.visibility_group_id and g.team_id = ? and t.id = ?""", name, teamId, id);
        return get(session, teamId, id);
    }

    /** The token of that id, revoked or not, or {@code NOT_FOUND}. */
    public ApiToken get(Session session, long teamId, long id) {
        return find(session, teamId, id).orElseThrow(ApiTokens::unknown);
    }

    /** The refusal of an id that no token of the team has. */
    public static Refusal unknown() {
        return new Refusal(ErrorCode.NOT_FOUND, "id", "There is no API token of this id.");
    }

    /** Ends a token. Answers whether there was an unrevoked one of that id in the team. */
    public boolean revoke(Session session, long teamId, long id) {
        return session.update("""
                        update api_token t set revoked_at = now() from visibility_group g
                        where g.id = t.visibility_group_id and g.team_id = ? and t.id = ? and t.revoked_at is null""", teamId, id) == 1;
    }

    private static final String SELECT = """
            select t.id, g.team_id, g.id as group_id, g.name as group_name, t.name, t.access, t.hint, t.created_at,
                   t.last_used_at, t.revoked_at
            from api_token t join visibility_group g on g.id = t.visibility_group_id""";

    private static ApiToken token(Row row) throws SQLException {
        return new ApiToken(
                row.number("id"),
                row.number("team_id"),
                row.number("group_id"),
                row.text("group_name"),
                row.text("name"),
                Access.named(row.text("access")).orElseThrow(),
                row.text("hint"),
                row.instant("created_at"),
                row.optionalInstant("last_used_at"),
                row.optionalInstant("revoked_at"));
    }
}
