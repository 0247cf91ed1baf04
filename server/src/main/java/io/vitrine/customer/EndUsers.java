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
        session.update("""
                insert into end_user (customer_id, provided_id, email, attributes) values (?, ?, ?, ?::json)
                on conflict (customer_id, provided_id) do nothing""", customerId, wanted.providedId(), wanted.email(), Json.write(wanted.attributes()));
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
        return session.first(
                        """
                        update end_user set email = coalesce(?::text, email),
                          attributes = coalesce(?::json, attributes)
                        where customer_id = ? and provided_id = ? returning\s""" + COLUMNS,
                        EndUsers::endUser,
                        email,
                        attributes.map(Json::write),
                        customerId(session, caller, customer),
                        providedId)
                .orElseThrow(EndUsers::unknown);
    }

    public void delete(Session session, Caller caller, CustomerReference customer, String providedId) {
        int deleted = session.update(
                "delete from end_user where customer_id = ? and provided_id = ?",
                customerId(session, caller, customer),
                providedId);
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

    private static EndUser endUser(Row row) throws SQLException {
        return new EndUser(row.text("provided_id"), row.text("email"), Json.readStoredObject(row.text("attributes")));
    }

    private static Refusal unknown() {
        return new Refusal(ErrorCode.NOT_FOUND, "provided_id", "This customer has no end user with this provided_id.");
    }
}
