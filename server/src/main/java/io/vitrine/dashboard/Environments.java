package io.vitrine.dashboard;

import io.vitrine.access.Caller;
import io.vitrine.database.DatabaseException;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A team's environments; {@code production} and {@code staging} are there from the start. */
public final class Environments {
    /** The environment that an embed shows when it names none. */
    public static final String PRODUCTION = "production";

    /** One environment. */
    public record Environment(long id, String name) {}

    /** All of them, oldest first. */
    public List<Environment> list(Session session, Caller caller) {
        return session.list(
                "select id, name from environment where team_id = ? order by created_at, id",
                row -> new Environment(row.number("id"), row.text("name")),
                caller.teamId());
    }

    /**
     * The environment of that exact name.
     *
     * @throws Refusal with {@code INVALID_FIELD}, listing those that there are
     */
    public Environment named(Session session, Caller caller, String name) {
        return found(session, caller, name, ErrorCode.INVALID_FIELD, "environment");
    }

    /**
     * The environment that a resource's address names.
     *
     * @throws Refusal with {@code NOT_FOUND}, listing those that there are
     */
    public Environment addressed(Session session, Caller caller, String name) {
        return found(session, caller, name, ErrorCode.NOT_FOUND, "name");
    }

    private Environment found(Session session, Caller caller, String name, ErrorCode code, String field) {
        List<Environment> all = list(session, caller);
        return among(all, name)
                .orElseThrow(() -> new Refusal(
                        code,
                        field,
                        "There is no environment \"" + name + "\". There are "
                                + all.stream().map(Environment::name).collect(Collectors.joining(", ")) + "."));
    }

    private static Optional<Environment> among(List<Environment> all, String name) {
        return all.stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst();
    }

    /**
     * Makes one.
     *
     * @throws Refusal with {@code INVALID_FIELD} for a name that people could not tell from another by looking at it
     */
    public Environment create(Session session, Caller caller, String name) {
        if (name.isBlank() || name.codePoints().anyMatch(Environments::isInvisible)) {
            throw new Refusal(
                    ErrorCode.INVALID_FIELD,
                    "name",
                    "The name of an environment needs a visible character, and takes no control characters, line breaks or"
                            + " characters without width.");
        }
        try {
            return session.one(
                    "insert into environment (team_id, name) values (?, ?) returning id, name",
                    row -> new Environment(row.number("id"), row.text("name")),
                    caller.teamId(),
                    name);
        } catch (DatabaseException e) {
            if (e.isUniqueViolation()) {
                throw new Refusal(
                        ErrorCode.ALREADY_EXISTS, "name", "There is an environment \"" + name + "\" already.");
            }
            throw e;
        }
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /**
     * Deletes an environment that shows nothing.
     *
     * @throws Refusal with {@code NOT_FOUND}, or {@code IN_USE}
     */
    public void delete(Session session, Caller caller, String name) {
        Environment environment = addressed(session, caller, name);
        if (name.equals(PRODUCTION)) {
            throw new Refusal(ErrorCode.IN_USE, "Embeds that name no environment show production, so it has to stay.");
        }
        try {
            session.update("delete from environment where id = ?", environment.id());
        } catch (DatabaseException e) {
            if (e.isForeignKeyViolation()) {
                throw new Refusal(
                        ErrorCode.IN_USE, "Dashboards are published to \"" + name + "\". Unpublish them there first.");
            }
            throw e;
        }
    }
}
