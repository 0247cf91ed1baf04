package io.vitrine.access;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A web origin as browsers write it: scheme, host in lower case, and the port unless it is the scheme's own.
 *
 * @param text for example {@code https://app.example.com} or {@code http://localhost:3000}
 */
public record Origin(String text) {
    private static final int HIGHEST_PORT = 65_535;

    /** The origin of a web address; whatever follows the host and the port is passed over. */
    public static Optional<Origin> ofUrl(String url) {
        return parse(url).map(Origin::of);
    }

    /** The origin that stands there alone, with or without a slash at its end. */
    public static Optional<Origin> ofText(String text) {
        return parse(text)
                .filter(uri -> (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                        && uri.getRawQuery() == null
                        && uri.getRawFragment() == null)
                .map(Origin::of);
    }

    /** The origin as the {@code iss} claim of embed tokens carries it: with a slash at its end. */
    public String claim() {
        return text + "/";
    }

    private static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(withAsciiHost(text.strip()));
            String scheme = uri.getScheme();
            boolean web = scheme != null && (scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"));
            return web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() <= HIGHEST_PORT
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Browsers send names in other scripts in their ASCII form, and so they are compared. */
    private static String withAsciiHost(String url) {
        int start = url.indexOf("://") + 3;
        if (start < 3) {
            return url;
        }
        int end = start;
        while (end < url.length() && "/?#:".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String host = url.substring(start, end);
        boolean ascii = host.chars().allMatch(c -> c < 128);
        return ascii ? url : url.substring(0, start) + IDN.toASCII(host) + url.substring(end);
    }

    private static Origin of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean ownPort = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        return new Origin(
                scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (ownPort ? "" : ":" + uri.getPort()));
    }
}
