package io.vitrine.http.edge;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.JsonText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Asks the {@link Entrance} about each request on the thread that reads from the network, and gives those that are let
 * in a thread of their own. Turned away behind the threads that are at work, a request would wait for all of them.
 */
final class EntranceHandler extends Handler.Wrapper {
    private final Entrance entrance;
    private final Executor threads;
    private final int maxBodyBytes;

    EntranceHandler(Entrance entrance, Executor threads, int maxBodyBytes, Handler inside) {
        super(inside);
        this.entrance = entrance;
        this.threads = threads;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public Invocable.InvocationType getInvocationType() {
        return Invocable.InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(org.eclipse.jetty.server.Request jetty, Response response, Callback callback) {
        JettyBody body = new JettyBody(jetty, maxBodyBytes);
        Request.Headers headers = name -> Optional.ofNullable(jetty.getHeaders().get(name));
        Optional<Method> method = method(jetty.getMethod());
        if (method.isEmpty()) {
            turnAway(methodUnknown(jetty.getMethod(), headers), jetty, body, response, callback);
            return true;
        }
        try {
            Request request = request(method.get(), jetty, headers, body);
            switch (entrance.enter(request)) {
                case Entrance.Entry.TurnedAway turned -> turnAway(turned.reply(), jetty, body, response, callback);
                case Entrance.Entry.LetIn in ->
                    threads.execute(() -> {
                        try {
                            super.handle(new Incoming(jetty, request, in.endpoint(), body), response, callback);
                        } catch (Throwable failure) {
                            Response.writeError(jetty, response, callback, failure);
                        } finally {
                            in.done().run();
                        }
                    });
            }
        } catch (Refusal refusal) {
            turnAway(ErrorReplies.of(refusal, headers), jetty, body, response, callback);
        }
        return true;
    }

    /** Answers once the body has come: answered before it, HTTP/1.1 would have to end the connection. */
    private static void turnAway(
            Reply.Whole reply,
            org.eclipse.jetty.server.Request jetty,
            JettyBody body,
            Response response,
            Callback callback) {
        boolean head = jetty.getMethod().equals("HEAD");
        body.discardAll(() -> {
            try {
                Outgoing.send(reply, head, response, callback);
            } catch (IOException e) {
                callback.failed(e);
            }
        });
    }

    private static Request request(
            Method method, org.eclipse.jetty.server.Request jetty, Request.Headers headers, Request.Body body) {
        return new Request(
                method,
                jetty.getHttpURI().getPath(),
                Map.of(),
                query(jetty),
                headers,
                body,
                todo -> ClientWatch.begin(jetty, todo),
                org.eclipse.jetty.server.Request.getRemoteAddr(jetty),
                jetty.isSecure());
    }

    private static Optional<Method> method(String name) {
        String wanted = name.equals("HEAD") ? "GET" : name;
        for (Method method : Method.values()) {
            if (method.name().equals(wanted)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    private static Reply.Whole methodUnknown(String name, Request.Headers headers) {
        String taken = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
        Refusal refusal = new Refusal(
                ErrorCode.METHOD_NOT_ALLOWED,
                "The method " + name + " is not one that this server takes: " + taken + ".");
        return ErrorReplies.of(refusal, headers).with("Allow", taken);
    }

    private static Map<String, List<String>> query(org.eclipse.jetty.server.Request jetty) {
        String query = jetty.getHttpURI().getQuery();
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        Fields fields = new Fields();
        try {
            UrlEncoded.decodeUtf8To(query, fields);
        } catch (RuntimeException e) {
            throw invalidQuery();
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (Fields.Field field : fields) {
            if (!JsonText.isStorable(field.getName())
                    || !field.getValues().stream().allMatch(JsonText::isStorable)) {
                throw invalidQuery();
            }
            parameters.put(field.getName(), List.copyOf(field.getValues()));
        }
        return parameters;
    }

    private static Refusal invalidQuery() {
        return new Refusal(
                ErrorCode.INVALID_PARAMETER, "The query string is not valid percent-encoded UTF-8, or holds a NUL.");
    }
}
