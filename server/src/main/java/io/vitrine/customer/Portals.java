package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Database;
import io.vitrine.database.Session;
import java.time.Instant;
import java.util.List;

/** Which addresses may log in to a customer's portal, for each dashboard that it shows. */
public final class Portals {
    private final Database database;

    public Portals(Database database) {
        this.database = database;
    }

    /**
     * The portal of a customer for one dashboard.
     *
     * @param emails compared without case, first spelling and order kept
     */
    public record Portal(String dashboardEmbedId, List<String> emails, Instant updatedAt) {}

    /** Replaces the addresses, so that one that is left out may no longer log in; {@code NOT_FOUND}. */
    public void configure(
            Session session, Caller caller, String providedId, String dashboardEmbedId, List<String> emails) {
        // Locked, so that what the history calls the state before is that.
        long customerId = session.first(
                        "select id from customer where visibility_group_id = ? and provided_id = ? for no key update",
                        row -> row.number("id"),
                        caller.visibilityGroupId(),
                        providedId)
                .orElseThrow(CustomerRefusals::unknownCustomer);
        session.update(
                """
                with was as (select emails from portal where customer_id = ? and dashboard_embed_id = ?),
                     configured as (
                       insert into portal (customer_id, dashboard_embed_id, emails)
                       values (?, ?, email_set('{}', ?::text[], '{}'))
                       on conflict (customer_id, dashboard_embed_id) do update
                         set emails = excluded.emails, updated_at = now()
                       returning customer_id, dashboard_embed_id, emails)
                insert into directory_change (team_id, visibility_group_id, customer_id, subject, name, action, actor,
                                              before, after)
                select ?, ?, n.customer_id, 'portal', n.dashboard_embed_id,
                       case when w.emails is null then 'create' else 'update' end, ?,
                       case when w.emails is not null then json_build_object('emails', w.emails) end,
                       json_build_object('emails', n.emails)
                from configured n left join was w on true""",
                customerId,
                dashboardEmbedId,
                customerId,
                dashboardEmbedId,
                emails,
                caller.teamId(),
                caller.visibilityGroupId(),
                caller.actor());
    }

    /** The portals of a customer, oldest change first; {@code NOT_FOUND}. */
    public List<Portal> of(Caller caller, String providedId) {
        return database.withSession(session -> session.list(
                """
                select dashboard_embed_id, emails, updated_at from portal
                where customer_id = ? order by updated_at, dashboard_embed_id""",
                row -> new Portal(row.text("dashboard_embed_id"), row.texts("emails"), row.instant("updated_at")),
                customerId(session, caller, providedId)));
    }

    private static long customerId(Session session, Caller caller, String providedId) {
        return session.first(
                        "select id from customer where visibility_group_id = ? and provided_id = ?",
                        row -> row.number("id"),
                        caller.visibilityGroupId(),
                        providedId)
                .orElseThrow(CustomerRefusals::unknownCustomer);
    }
}
