package io.vitrine.http.embed;

import io.vitrine.embed.EmbedSession;
import io.vitrine.embed.EmbedSessions;
import io.vitrine.embed.EmbedSessions.Wanted;
import io.vitrine.embed.FrameSeal;
import io.vitrine.embed.LiveNotices;
import io.vitrine.embed.Page;
import io.vitrine.embed.Revision;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.ErrorReplies;
import io.vitrine.http.edge.Method;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /embed/live}: tells an open embed, as server-sent events, when what it shows has changed.
 *
 * <p>An event {@code revision} comes first and after each change; {@code closed}, with the body of an error, is the last
 * one when the token no longer opens; {@code stopping} when the server goes away and the page should come again.
 */
public final class LiveCall {
    /** Shorter than the idle time-outs of the usual proxies. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final EmbedSessions sessions;
    private final LiveNotices notices;
    private final ViewerRequests requests;
    private final InstantSource clock;

    public LiveCall(EmbedSessions sessions, LiveNotices notices, FrameSeal seals, InstantSource clock) {
        this.sessions = sessions;
        this.notices = notices;
        this.requests = new ViewerRequests(seals);
        this.clock = clock;
    }

    public List<Route> routes() {
        return CrossOriginCalls.routes(Method.GET, "/embed/live", this::live);
    }

    private Reply live(Request request) {
        Wanted wanted = ViewerRequests.wanted(request);
        Page page = requests.page(request);
        EmbedSession session = sessions.open(wanted, page);
        return Reply.stream("text/event-stream", out -> follow(wanted, page, session, out))
                .with("X-Accel-Buffering", "no");
    }

    private void follow(Wanted wanted, Page page, EmbedSession opened, OutputStream out) throws IOException {
        EmbedSession session = opened;
        send(out, "revision", SessionCalls.json(session.revision()));
        try {
            while (true) {
                session = nextChange(wanted, page, session, out);
                if (notices.isClosed()) {
                    send(out, "stopping", Json.object());
                    return;
                }
                send(out, "revision", SessionCalls.json(session.revision()));
            }
        } catch (Refusal refusal) {
            send(out, "closed", ErrorReplies.plain(refusal));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a session opened again has another revision; also returns when the server stops. */
    private EmbedSession nextChange(Wanted wanted, Page page, EmbedSession before, OutputStream out)
            throws IOException, InterruptedException {
        Revision shown = before.revision();
        try (LiveNotices.Watch watch = notices.watch(before)) {
            while (true) {
                boolean woken = watch.await(untilNextLook(before));
                if (notices.isClosed()) {
                    return before;
                }
                if (!woken) {
                    write(out, ":\n\n");
                }
                if (woken || isOver(before)) {
                    EmbedSession now = sessions.open(wanted, page);
                    if (!now.revision().equals(shown)) {
                        return now;
                    }
                }
            }
        }
    }

    private Duration untilNextLook(EmbedSession session) {
        Instant now = clock.instant();
        return session.expiresAt()
                .map(end -> Duration.between(now, end).plusMillis(1))
                .filter(left -> left.compareTo(HEARTBEAT) < 0)
                .orElse(HEARTBEAT);
    }

    private boolean isOver(EmbedSession session) {
        return session.expiresAt().filter(end -> !end.isAfter(clock.instant())).isPresent();
    }

    private static void send(OutputStream out, String event, ObjectNode data) throws IOException {
        write(out, "event: " + event + "\ndata: " + Json.write(data) + "\n\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
