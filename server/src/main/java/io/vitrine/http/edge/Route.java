package io.vitrine.http.edge;

/**
 * One method on one path.
 *
 * @param template the path without trailing slash, with {@code {name}} for a segment that varies
 *     and {@code {name}:verb} for one that varies before a verb
 */
public record Route(Method method, String template, Endpoint endpoint) {
    public Route {
        if (!template.startsWith("/") || (template.length() > 1 && template.endsWith("/"))) {
            throw new IllegalArgumentException("a template starts with a slash and ends without one: " + template);
        }
    }

    public static Route get(String template, Endpoint endpoint) {
        return new Route(Method.GET, template, endpoint);
    }

    public static Route post(String template, Endpoint endpoint) {
        return new Route(Method.POST, template, endpoint);
    }

    public static Route put(String template, Endpoint endpoint) {
        return new Route(Method.PUT, template, endpoint);
    }

    public static Route patch(String template, Endpoint endpoint) {
        return new Route(Method.PATCH, template, endpoint);
    }

    public static Route delete(String template, Endpoint endpoint) {
        return new Route(Method.DELETE, template, endpoint);
    }
}
