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
 * <p>A literal segment wins over a variable one. Immutable, safe for use by many threads.
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

    /**
     * The endpoint for a request.
     *
     * @throws Refusal with {@code NOT_FOUND} where no route has the path
     * @throws MethodNotAllowed where routes have the path, and none the method
     */
    public Reply dispatch(Request request) {
        List<String> segments = segments(request.path());
        Map<String, String> parameters = new HashMap<>();
        Node node = find(root, segments, 0, parameters)
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "There is nothing at " + request.path() + "."));
        Endpoint endpoint = node.endpoints.get(request.method());
        if (endpoint == null) {
            throw new MethodNotAllowed(List.copyOf(node.endpoints.keySet()));
        }
        return endpoint.handle(request.withPathParameters(Map.copyOf(parameters)));
    }

    /** The methods that a path answers to; empty where no route has the path. */
    List<Method> methods(String path) {
        return find(root, segments(path), 0, new HashMap<>())
                .map(node -> List.copyOf(node.endpoints.keySet()))
                .orElse(List.of());
    }

    private void add(Route route) {
        Node node = root;
        for (String segment : segments(route.template())) {
            if (segment.startsWith("{") && segment.endsWith("}")) {
                if (node.variable == null) {
                    node.variable = new Node();
                }
                node = node.variable;
                node.names.put(route.method(), segment.substring(1, segment.length() - 1));
            } else {
                node = node.literals.computeIfAbsent(segment, ignored -> new Node());
            }
        }
        if (node.endpoints.put(route.method(), route.endpoint()) != null) {
            throw new IllegalArgumentException("two routes for " + route.method() + " " + route.template());
        }
    }

    private static Optional<Node> find(Node node, List<String> segments, int at, Map<String, String> parameters) {
        if (at == segments.size()) {
            return node.endpoints.isEmpty() ? Optional.empty() : Optional.of(node);
        }
        String segment = segments.get(at);
        Node literal = node.literals.get(segment);
        if (literal != null) {
            Optional<Node> found = find(literal, segments, at + 1, parameters);
            if (found.isPresent()) {
                return found;
            }
        }
        Node variable = node.variable;
        if (variable == null || segment.isEmpty()) {
            return Optional.empty();
        }
        Optional<Node> found = find(variable, segments, at + 1, parameters);
        found.ifPresent(ignored -> variable.names.values().forEach(name -> parameters.put(name, segment)));
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
        private final Map<Method, Endpoint> endpoints = new EnumMap<>(Method.class);
        private @Nullable Node variable;
    }
}
