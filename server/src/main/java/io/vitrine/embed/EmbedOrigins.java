package io.vitrine.embed;

import io.vitrine.access.Origin;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * Whose pages may show an embed.
 *
 * @param bound the one origin that the token is bound to
 * @param listed the origins that the team lists; empty lists every one
 */
public record EmbedOrigins(Optional<Origin> bound, List<Origin> listed) {

    /** The origins that may show it; absent: any. A bound origin counts only where the team's list has it too. */
    public Optional<List<Origin>> allowed() {
        if (bound.isPresent()) {
            return Optional.of(bound.filter(this::isListed).stream().toList());
        }
        return listed.isEmpty() ? Optional.empty() : Optional.of(listed);
    }

    /** Refuses with {@code ORIGIN_NOT_ALLOWED} a page that may not show it. */
    public void require(Page page) {
        Optional<List<Origin>> allowed = allowed();
        if (allowed.isEmpty()) {
            return;
        }
        boolean admitted = switch (page) {
            case Page.Unknown _ -> false;
            case Page.Of(Origin origin) -> allowed.get().contains(origin);
            case Page.Framed(Optional<List<Origin>> ancestors) ->
                ancestors.isPresent() && allowed.get().containsAll(ancestors.get());
        };
        if (!admitted) {
            throw new Refusal(
                    ErrorCode.ORIGIN_NOT_ALLOWED,
                    "This embed may not be shown on this page. Its token is bound to another site, or the team's list"
                            + " of embed origins lacks this one.");
        }
    }

    private boolean isListed(Origin origin) {
        return listed.isEmpty() || listed.contains(origin);
    }
}
