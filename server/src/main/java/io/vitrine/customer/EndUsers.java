package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import java.sql.SQLException;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The people inside a customer, as the deprecated End User API knows them: one id means one person per customer. */
public final class EndUsers {
    /** A person; {@code attributes} are the caller's own. */
    public record EndUser(String providedId, String email, ObjectNode attributes) {}

    /**
     * How a call names the customer that an end user belongs to.
     *
     * @param text the internal number, which the user group API answers as {@code team_id}, or the provided id
     * @param number whether a number was sent, which is the internal one first; a text is the provided id first
     */
    public record CustomerReference(String text, boolean number) {}

    /** The end user of that id; where there is none, a new one. An existing one stays as it is. */
    public EndUser getOrCreate(Session session, Caller caller, CustomerReference customer, EndUser wanted) {
        long customerId = customerId(session, caller, customer);
        session.update(
                """
                with made as (
                  insert into end_user (customer_id, provided_id, email, attributes) values (?, ?, ?, ?::json)
                  on conflict (customer_id, provided_id) do nothing returning *)
                %s select %s, 'create', ?, null, %s from made n""".formatted(RECORD, WHICH.formatted("n"), VALUES.formatted("n")),
                customerId,
                wanted.providedId(),
                wanted.email(),
                Json.write(wanted.attributes()),
                caller.teamId(),
                caller.visibilityGroupId(),
                caller.actor());
        return session.first(
                        "select " + COLUMNS + " from end_user where customer_id = ? and provided_id = ?",
                        EndUsers::endUser,
                        customerId,
                        wanted.providedId())
                .orElseThrow(EndUsers::unknown);
    }

    /** Changes what is given; attributes are replaced as a whole. */
    public EndUser update(
            Session session,
            Caller caller,
            CustomerReference customer,
            String providedId,
            Optional<String> email,
            Optional<ObjectNode> attributes) {
        long customerId = customerId(session, caller, customer);
        return session.first(
                        """
                        with was as (
                               select * from end_user where customer_id = ? and provided_id = ? for update),
                             changed as (
                               update end_user e set email = coalesce(?::text, e.email),
                                 attributes = coalesce(?::json, e.attributes)
                               from was where e.id = was.id returning e.*),
                             recorded as (
                               %s select %s, 'update', ?, %s, %s from changed n join was w on w.id = n.id)
                        select provided_id, email, attributes from changed""".formatted(RECORD, WHICH.formatted("n"), VALUES.formatted("w"), VALUES.formatted("n")),
                        EndUsers::endUser,
                        customerId,
                        providedId,
                        email,
                        attributes.map(Json::write),
                        caller.teamId(),
                        caller.visibilityGroupId(),
                        caller.actor())
                .orElseThrow(EndUsers::unknown);
    }

    public void delete(Session session, Caller caller, CustomerReference customer, String providedId) {
        int deleted = session.update(
                """
                with gone as (delete from end_user where customer_id = ? and provided_id = ? returning *)
                %s select %s, 'delete', ?, %s, null from gone n""".formatted(RECORD, WHICH.formatted("n"), VALUES.formatted("n")),
                customerId(session, caller, customer),
                providedId,
                caller.teamId(),
                caller.visibilityGroupId(),
                caller.actor());
        if (deleted == 0) {
            throw unknown();
        }
    }

    private static long customerId(Session session, Caller caller, CustomerReference customer) {
        Optional<Long> internal =
                customer.text().matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(customer.text())) : Optional.empty();
        return session.first(
                        """
                        select id from customer where visibility_group_id = ? and (id = ?::bigint or provided_id = ?)
                        order by (provided_id = ?) = ? limit 1""",
                        row -> row.number("id"),
                        caller.visibilityGroupId(),
                        internal,
                        customer.text(),
                        customer.text(),
                        customer.number())
                .orElseThrow(() -> new Refusal(
                        ErrorCode.NOT_FOUND,
                        "customer_id",
                        "There is no customer with this customer_id in the token's group. It takes the team_id of a"
                                + " user group, or a provided_id."));
    }

    private static final String COLUMNS = "provided_id, email, attributes";

    /** The history row of a change; takes the team, the group and the actor. */
    private static final String RECORD = """
            insert into directory_change (team_id, visibility_group_id, customer_id, subject, name, action, actor,
                                          before, after)""";

    private static final String WHICH = "?, ?, %1$s.customer_id, 'end_user', %1$s.provided_id";
    private static final String VALUES = "json_build_object('email', %1$s.email, 'attributes', %1$s.attributes)";

    private static EndUser endUser(Row row) throws SQLException {
        return new EndUser(row.text("provided_id"), row.text("email"), Json.readStoredObject(row.text("attributes")));
    }

    private static Refusal unknown() {
        return new Refusal(ErrorCode.NOT_FOUND, "provided_id", "This customer has no end user with this provided_id.");
    }
}
