package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.Optional;

/** What is addressed by a customer token: deletion, and the rotation of the token itself. */
final class CustomerRemoval {
    private final CustomerStore store;
    private final CustomerTokens tokens;

    CustomerRemoval(CustomerStore store, CustomerTokens tokens) {
        this.store = store;
        this.tokens = tokens;
    }

    void delete(Session session, Caller caller, String token) {
        long id = locked(session, caller, token);
        Optional<Level> child = store.highestChildLevel(session, id);
        if (child.isPresent()) {
            throw new Refusal(
                    ErrorCode.HAS_CHILDREN,
                    "current_token",
                    "The customer has children. Delete them first, or detach each with an update that sets"
                            + " parent_provided_id to \"\".");
        }
        session.update("""
                with gone as (delete from customer where id = ? returning *)
                insert into customer_change (customer_id, version, visibility_group_id, action, actor, before)
                select id, version + 1, visibility_group_id, 'delete', ?, %s
                from gone""".formatted(CustomerCreation.WHOLE_ROW), id, caller.actor());
    }

    /** Answers the {@code provided_id} of the customer whose token changed. */
    String refreshToken(Session session, Caller caller, String token) {
        long id = locked(session, caller, token);
        String fresh = tokens.make();
        return session.one(
                """
                with changed as (
                  update customer set token_hash = ?, sealed_token = ?, version = version + 1, updated_at = now()
                  where id = ? returning *
                ), recorded as (
                  insert into customer_change (customer_id, version, visibility_group_id, action, actor, before, after)
                  select id, version, visibility_group_id, 'refresh_token', ?, '{}', '{}' from changed
                )
                select provided_id from changed""", row -> row.text("provided_id"), tokens.hash(fresh), tokens.seal(fresh), id, caller.actor());
    }

    private long locked(Session session, Caller caller, String token) {
        return session.first(
                        "select id from customer where token_hash = ? and visibility_group_id = ? for update",
                        row -> row.number("id"),
                        tokens.hash(token),
                        caller.visibilityGroupId())
                .orElseThrow(CustomerRefusals::unknownToken);
    }
}
