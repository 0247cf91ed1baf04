package io.vitrine.http.edge;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the endpoint of a path, with or without the trailing slash and never by a redirect: a redirect would turn a
 * POST into a GET in most clients and would break a browser's preflight.
 *
 * <p>A literal segment wins over a variable one, and {@code {name}:verb} over {@code {name}}. Immutable, safe for use by many threads.
 */
public final class Router {
    private final Node root = new Node();
    private final List<Route> routes;

    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
        for (Route route : routes) {
            add(route);
        }
    }

    /** All routes, in the order in which they were given. */
    public List<Route> routes() {
        return routes;
    }

    /** A request with the route that answers it; the request has the path parameters of the route's template. */
    public record Match(Route route, Request request) {
        /** The route's answer; throws what its endpoint throws. */
        public Reply answer() {
            return route.endpoint().handle(request);
        }
    }

    /**
     * The route for a request.
     *
     * @throws Refusal with {@code NOT_FOUND} where no route has the path
     * @throws MethodNotAllowed where routes have the path, and none the method
     */
    public Match match(Request request) {
        List<String> segments = segments(request.path());
        Map<String, String> parameters = new HashMap<>();
        Node node = find(root, segments, 0, parameters)
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "There is nothing at " + request.path() + "."));
        Route route = node.routes.get(request.method());
        if (route == null) {
            throw new MethodNotAllowed(List.copyOf(node.routes.keySet()));
        }
        return new Match(route, request.withPathParameters(Map.copyOf(parameters)));
    }

    private void add(Route route) {
        Node node = root;
        for (String segment : segments(route.template())) {
            int closing = segment.startsWith("{") ? segment.indexOf('}') : -1;
            if (closing > 0) {
                node = node.variables.computeIfAbsent(segment.substring(closing + 1), ignored -> new Node());
                node.names.put(route.method(), segment.substring(1, closing));
            } else {
                node = node.literals.computeIfAbsent(segment, ignored -> new Node());
            }
        }
        if (node.routes.put(route.method(), route) != null) {
            throw new IllegalArgumentException("two routes for " + route.method() + " " + route.template());
        }
    }

    private static Optional<Node> find(Node node, List<String> segments, int at, Map<String, String> parameters) {
        if (at == segments.size()) {
            return node.routes.isEmpty() ? Optional.empty() : Optional.of(node);
        }
        String segment = segments.get(at);
        Node literal = node.literals.get(segment);
        if (literal != null) {
            Optional<Node> found = find(literal, segments, at + 1, parameters);
            if (found.isPresent()) {
                return found;
            }
        }
        int colon = segment.lastIndexOf(':');
        if (colon > 0) {
            Optional<Node> found = find(
                    node.variables.get(segment.substring(colon)),
                    segment.substring(0, colon),
                    segments,
                    at,
                    parameters);
            if (found.isPresent()) {
                return found;
            }
        }
        return segment.isEmpty() ? Optional.empty() : find(node.variables.get(""), segment, segments, at, parameters);
    }

    private static Optional<Node> find(
            @Nullable Node variable, String value, List<String> segments, int at, Map<String, String> parameters) {
        if (variable == null) {
            return Optional.empty();
        }
        Optional<Node> found = find(variable, segments, at + 1, parameters);
        found.ifPresent(ignored -> variable.names.values().forEach(name -> parameters.put(name, value)));
        return found;
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (end > start || slash >= 0) {
                segments.add(PercentEncoding.decode(path.substring(start, end)));
            }
            start = end + 1;
        }
        return segments;
    }

    private static final class Node {
        private final Map<String, Node> literals = new TreeMap<>();
        private final Map<Method, String> names = new EnumMap<>(Method.class);
        private final Map<Method, Route> routes = new EnumMap<>(Method.class);
        /** By what follows the brace: nothing, or a verb such as {@code :restore}. */
        private final Map<String, Node> variables = new TreeMap<>();
    }
}
