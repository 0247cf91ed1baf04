package io.vitrine.http;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Shows the contract: to programs at {@code /openapi.json}, to people at {@code /docs}, without any other host. */
public final class ContractCalls {
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";

    private static final String ONLY_OUR_OWN =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private record File(String resource, String contentType) {}

    private static final Map<String, File> FILES = Map.of(
            "swagger-ui-bundle.js", new File(SWAGGER_UI + "swagger-ui-bundle.js", "text/javascript"),
            "swagger-ui.css", new File(SWAGGER_UI + "swagger-ui.css", "text/css"),
            "start.js", new File("/docs/start.js", "text/javascript"));

    /** Read at first use, because most servers are never asked. */
    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    public List<Route> routes() {
        return List.of(
                Route.get("/openapi.json", this::document),
                Route.get("/docs", this::page),
                Route.get("/docs/{file}", this::file));
    }

    private Reply document(Request request) {
        return remembered(Reply.bytes("application/json", read.computeIfAbsent("", ignored -> Contract.json())))
                .with("Access-Control-Allow-Origin", "*");
    }

    private Reply page(Request request) {
        return guarded(Reply.bytes("text/html; charset=utf-8", bytes("/docs/index.html")));
    }

    private Reply file(Request request) {
        File file = Optional.ofNullable(FILES.get(request.pathParameter("file")))
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "There is nothing at " + request.path() + "."));
        return guarded(remembered(Reply.bytes(file.contentType() + "; charset=utf-8", bytes(file.resource()))));
    }

    private byte[] bytes(String resource) {
        return read.computeIfAbsent(resource, Contract::resource);
    }

    private static Reply remembered(Reply reply) {
        return reply.with("Cache-Control", "public, max-age=300");
    }

    private static Reply guarded(Reply reply) {
        return reply.with("Content-Security-Policy", ONLY_OUR_OWN)
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer");
    }
}
