package io.vitrine.embed;

import io.vitrine.dashboard.EmbedId;

/** What a viewer shows to be let in. */
public sealed interface ViewerToken {
    /** An embed token: a JWE that names customer and dashboard. */
    record Embed(String compact) implements ViewerToken {}

    /** {@code <embed_id>:<customer_token>}. */
    record Customer(String embedId, String customerToken) implements ViewerToken {}

    /** What {@link PreviewTokens} made. */
    record Preview(String sealed) implements ViewerToken {}

    /** Reads a token by its shape; what has no other is taken for a JWE. */
    static ViewerToken of(String text) {
        if (text.startsWith(PreviewTokens.PREFIX)) {
            return new Preview(text);
        }
        int colon = text.indexOf(':');
        return colon > 0 && EmbedId.isWellFormed(text.substring(0, colon))
                ? new Customer(text.substring(0, colon), text.substring(colon + 1))
                : new Embed(text);
    }
}
