package io.vitrine.cli.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a subcommand talks to, and as whom: the flags, else the environment. */
final class ServerOptions {
    private static final String USUAL_URL = "http://127.0.0.1:8080";

    @Option(names = "--url", paramLabel = "URL", description = "The server; else VITRINE_URL, else " + USUAL_URL + ".")
    private @Nullable String url;

    @Option(names = "--token", paramLabel = "TOKEN", description = "An API token; else VITRINE_TOKEN.")
    private @Nullable String token;

    /** A connection to the server; nothing is sent yet. */
    ServerCalls calls(Map<String, String> environment) {
        String address = Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(environment.get("VITRINE_URL")))
                .filter(text -> !text.isBlank())
                .orElse(USUAL_URL);
        String secret = Optional.ofNullable(token)
                .or(() -> Optional.ofNullable(environment.get("VITRINE_TOKEN")))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new CallFailure("No API token. Set VITRINE_TOKEN, or give --token."));
        return new ServerCalls(server(address.strip()), secret.strip());
    }

    private static URI server(String address) {
        try {
            URI uri = new URI(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, with what would be right.
        }
        throw new CallFailure("\"" + address + "\" is no address of a server. Give one such as " + USUAL_URL + ".");
    }
}
