package io.vitrine.http;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Request;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** How browsers reach this server, and whether a call comes from one of its own pages. */
public final class OwnAddress {
    private final Optional<URI> publicUrl;

    /** @param publicUrl as the operator set it; else the {@code Host} of each request says it */
    public OwnAddress(Optional<URI> publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Scheme, host and perhaps port and path, without a slash at the end. */
    public String base(Request request) {
        return publicUrl
                .map(URI::toString)
                .orElseGet(() -> (request.secure() ? "https://" : "http://")
                        + request.headers().first("Host").orElse("localhost"));
    }

    /** Whether browsers reach the server over TLS, as far as it can know. */
    public boolean isSecure(Request request) {
        return request.secure()
                || publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent();
    }

    /** Refuses what a browser says to come from a page of another site; scripts, which say nothing, pass. */
    public void refuseOtherPages(Request request) {
        Optional<String> site = request.headers().first("Sec-Fetch-Site");
        boolean foreign = site.isPresent()
                ? !site.get().equals("same-origin") && !site.get().equals("none")
                : request.headers().first("Origin").isPresent();
        if (foreign && !comesFromOwnOrigin(request)) {
            throw crossSite();
        }
    }

    /** Refuses what is not certain to come from one of our own pages. */
    void requireOwnPage(Request request) {
        boolean own = request.headers()
                .first("Sec-Fetch-Site")
                .map(site -> site.equals("same-origin"))
                .orElseGet(() -> comesFromOwnOrigin(request));
        if (!own) {
            throw crossSite();
        }
    }

    /**
     * Whether {@code Origin} is ours. The host decides and not the scheme, because a proxy that ends TLS and is not
     * listed as trusted leaves us in the dark about it.
     */
    private boolean comesFromOwnOrigin(Request request) {
        Optional<String> origin = request.headers().first("Origin").map(text -> text.toLowerCase(Locale.ROOT));
        Optional<String> host = request.headers().first("Host").map(text -> text.toLowerCase(Locale.ROOT));
        return origin.isPresent()
                && (host.map(own -> origin.get().equals("https://" + own)
                                        || origin.get().equals("http://" + own))
                                .orElse(false)
                        || publicUrl
                                .map(url -> origin.get().equals(url.getScheme() + "://" + url.getAuthority()))
                                .orElse(false));
    }

    private static Refusal crossSite() {
        return new Refusal(
                ErrorCode.CROSS_SITE_REQUEST,
                "A session counts on this server's own pages only, and this call does not say that it comes from one. Scripts"
                        + " use an API token in the header Explo-Authorization.");
    }
}
