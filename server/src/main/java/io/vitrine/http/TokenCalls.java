package io.vitrine.http;

import java.util.Set;

/** The paths whose calls carry an API token: what the rate limit and the rules for browsers cover. */
final class TokenCalls {
    private static final Set<String> OLD_PATHS = Set.of("/embed/create_user_group", "/embed/update_user_group");

    private TokenCalls() {}

    static boolean covers(String path) {
        return path.startsWith("/api/")
                || path.startsWith("/v2/")
                || path.equals("/api")
                || path.equals("/v2")
                || OLD_PATHS.contains(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }
}
