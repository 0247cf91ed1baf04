package io.vitrine.http;

import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.http.embed.StaticFiles;
import java.util.ArrayList;
import java.util.List;

/**
 * The console: one page that answers at {@code /} and at every address below the console's parts, so that links into it,
 * reloads and the back button work. Which of its pages is meant, and whether there is one, its script decides.
 *
 * <p>The parts are named one by one: any other unknown path stays a refusal in JSON, as callers of the API expect.
 */
public final class ConsolePages {
    static final List<String> PARTS =
            List.of("account", "customers", "customers:import", "dashboards", "data", "invitation", "settings", "sql");
    /** Segments below a part; ids are one segment each. */
    private static final int DEEPEST = 4;

    /**
     * Scripts, sheets and fonts of this server alone; sheets also as made by the console's own scripts. {@code data:} is
     * what the pictures of menus and dialogs are read from; it reaches no host.
     */
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data: blob:",
            "connect-src 'self' data:",
            "frame-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private final StaticFiles files;

    public ConsolePages(StaticFiles files) {
        this.files = files;
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(Route.get("/", this::page));
        for (String part : PARTS) {
            StringBuilder path = new StringBuilder("/" + part);
            routes.add(Route.get(path.toString(), this::page));
            for (int depth = 1; depth <= DEEPEST; depth++) {
                path.append("/{").append("level").append(depth).append('}');
                routes.add(Route.get(path.toString(), this::page));
            }
        }
        return routes;
    }

    private Reply page(Request request) {
        return files.page(request, "console.html")
                .with("Content-Security-Policy", POLICY)
                .with("X-Frame-Options", "DENY")
                .with("Referrer-Policy", "same-origin")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }
}
