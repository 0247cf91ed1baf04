package io.vitrine.http.embed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** The text of the iframe pages, and the policy under which browsers run them. */
final class IframeHtml {
    private static final String STYLE = "html,body{margin:0;min-height:100%}"
            + "p{font:16px/1.5 system-ui,sans-serif;margin:2rem;color:GrayText}"
            + ":root{color-scheme:light dark}";

    private IframeHtml() {}

    /** A viewer's token, as the attribute of the element that carries it. */
    record Token(String attribute, String value) {}

    /**
     * The dashboard's page.
     *
     * @param frame what {@link io.vitrine.embed.FrameSeal} made of the pages that may frame it
     */
    static String dashboard(Token token, Optional<String> environment, String frame) {
        String attributes = attribute(token.attribute(), token.value())
                + environment.map(name -> attribute("environment", name)).orElse("")
                + attribute("frame", frame);
        return page(
                "<script type=\"module\" src=\"/bundle.js\"></script>",
                "<vitrine-dashboard" + attributes + "></vitrine-dashboard>");
    }

    /** A page that says why there is no dashboard. */
    static String error(String message) {
        return page("", "<p role=\"alert\">" + escape(message) + "</p>");
    }

    /** Scripts, calls and fonts from this server alone; pictures from where the dashboard's author says. */
    static String policy(String frameAncestors) {
        return "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self' data:; "
                + "img-src 'self' data: https: http:; style-src 'self' '" + hash(STYLE) + "'; "
                + "style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors "
                + frameAncestors;
    }

    private static String page(String head, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<title>Dashboard</title><link rel=\"icon\" href=\"data:,\"><style>" + STYLE + "</style>" + head
                + "</head><body>" + body
                + "</body></html>";
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escape(value) + "\"";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
