package io.vitrine.embed;

import io.vitrine.access.Caller;
import io.vitrine.access.EmbedToken;
import io.vitrine.access.EmbedTokens;
import io.vitrine.access.Origin;
import io.vitrine.access.Permission;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.Customer;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.customer.CustomerView;
import io.vitrine.dashboard.Panel;
import io.vitrine.dashboard.Shown;
import io.vitrine.dashboard.ShownDashboard;
import io.vitrine.dashboard.ShownDashboards;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens viewers' tokens: who looks, at what, and whether the page may show it. */
public final class EmbedSessions {
    private final EmbedTokens tokens;
    private final PreviewTokens previews;
    private final CustomerDirectory customers;
    private final ShownDashboards dashboards;

    public EmbedSessions(
            EmbedTokens tokens, PreviewTokens previews, CustomerDirectory customers, ShownDashboards dashboards) {
        this.tokens = tokens;
        this.previews = previews;
        this.customers = customers;
        this.dashboards = dashboards;
    }

    /**
     * What a viewer asks for.
     *
     * @param environment which environment; a preview has its own
     * @param opened the dashboard that a drill-down of the token's own dashboard opens
     */
    public record Wanted(ViewerToken token, Optional<String> environment, Optional<String> opened) {}

    /** What a token grants, before anything is known of the dashboard. */
    private record Grant(
            String actor,
            CustomerView view,
            String embedId,
            Shown shown,
            Optional<String> chartId,
            Optional<List<String>> features,
            boolean sectionEditing,
            Optional<Origin> origin,
            Optional<Instant> expiresAt,
            boolean isPreview) {
        ComputedCustomer customer() {
            return view.customer();
        }
    }

    /**
     * Opens a session for a page.
     *
     * @throws Refusal with {@code INVALID_EMBED_TOKEN} or {@code EXPIRED_EMBED_TOKEN}; {@code ORIGIN_NOT_ALLOWED};
     *     {@code NOT_FOUND}, in the same words, for a dashboard that is not there and one that this customer may not see
     */
    public EmbedSession open(Wanted wanted, Page page) {
        EmbedSession session = open(wanted);
        session.origins().require(page);
        return session;
    }

    /** Opens a session without asking where it is shown: for who decides by {@link EmbedSession#origins} itself. */
    public EmbedSession open(Wanted wanted) {
        Grant grant = grant(wanted);
        EmbedSession session = session(grant, grant.embedId(), grant.shown());
        if (wanted.opened().isEmpty() || wanted.opened().get().equals(grant.embedId())) {
            return session;
        }
        String target = wanted.opened().get();
        boolean reachable = session.panels().stream().map(Panel::opensDashboard).anyMatch(Optional.of(target)::equals);
        if (!reachable) {
            throw unknownDashboard();
        }
        return session(grant, target, new Shown.In(wanted.environment()));
    }

    private Grant grant(Wanted wanted) {
        Shown shown = new Shown.In(wanted.environment());
        return switch (wanted.token()) {
            case ViewerToken.Embed(String compact) -> {
                EmbedTokens.Opened opened = tokens.open(compact);
                EmbedToken token = opened.token();
                yield new Grant(
                        opened.viewer().actor(),
                        customer(opened.viewer(), token.customer()),
                        token.embedId(),
                        shown,
                        token.chartId(),
                        token.features(),
                        token.sectionEditing(),
                        token.origin(),
                        Optional.of(token.expiresAt()),
                        false);
            }
            case ViewerToken.Customer(String embedId, String customerToken) -> {
                CustomerView view = customers.viewByToken(customerToken).orElseThrow(EmbedSessions::unknownCustomer);
                yield new Grant(
                        "customer:" + view.customer().customer().id(),
                        view,
                        embedId,
                        shown,
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        false);
            }
            case ViewerToken.Preview(String sealed) -> {
                PreviewTokens.Opened opened = previews.open(sealed);
                yield new Grant(
                        opened.viewer().actor(),
                        customer(opened.viewer(), opened.customer()),
                        opened.embedId(),
                        opened.shown(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        Optional.of(opened.expiresAt()),
                        true);
            }
        };
    }

    private EmbedSession session(Grant grant, String embedId, Shown shown) {
        ShownDashboard dashboard = dashboards
                .find(grant.view().setupVersion(), grant.customer().customer().visibilityGroupId(), embedId, shown)
                .filter(found -> found.visibility().admits(grant.customer()))
                .filter(found -> found.definition().visibility().admits(grant.customer()))
                .orElseThrow(EmbedSessions::unknownDashboard);
        EmbedSession session = new EmbedSession(
                viewer(grant.customer().customer(), dashboard.teamId(), grant.actor()),
                grant.view(),
                dashboard,
                grant.chartId(),
                grant.features(),
                grant.sectionEditing(),
                new EmbedOrigins(
                        grant.origin(),
                        dashboard.embedOrigins().stream().map(Origin::new).toList()),
                grant.expiresAt(),
                grant.isPreview());
        grant.chartId().ifPresent(session::panel);
        return session;
    }

    private CustomerView customer(Caller viewer, String providedId) {
        try {
            return customers.view(viewer, providedId);
        } catch (Refusal refusal) {
            throw refusal.code() == ErrorCode.NOT_FOUND ? unknownCustomer() : refusal;
        }
    }

    private static Caller viewer(Customer customer, long teamId, String actor) {
        return new Caller(
                teamId, customer.visibilityGroupId(), customer.visibilityGroup(), Set.of(Permission.READ), actor);
    }

    private static Refusal unknownCustomer() {
        return new Refusal(
                ErrorCode.INVALID_EMBED_TOKEN,
                "The token names no customer that there is. Make a new one for a customer of this installation.");
    }

    private static Refusal unknownDashboard() {
        return new Refusal(
                ErrorCode.NOT_FOUND, "embed_id", "There is no such dashboard, or it is not for this customer.");
    }
}
