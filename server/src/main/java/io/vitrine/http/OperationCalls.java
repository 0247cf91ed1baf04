package io.vitrine.http;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vitrine.database.Database;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the machines around a server ask it: is it alive, is it ready, what does it measure.
 *
 * <p>Without a token, as probes and scrapers expect; nothing here names a customer.
 */
public final class OperationCalls {
    private final Database database;
    private final PrometheusRegistry registry;
    private final AtomicBoolean measuresJvm = new AtomicBoolean();

    /**
     * Registers what the server measures of itself.
     *
     * @param version of the program, a label of {@code vitrine_build_info}
     */
    public OperationCalls(Database database, PrometheusRegistry registry, String version) {
        this.database = database;
        this.registry = registry;
        Info.builder()
                .name("vitrine_build_info")
                .help("Which program this is.")
                .labelNames("version", "java")
                .register(registry)
                .setLabelValues(version, Runtime.version().toString());
        GaugeWithCallback.builder()
                .name("vitrine_database_connections")
                .help("Connections to the directory's PostgreSQL, and the calls that wait for one.")
                .labelNames("state")
                .callback(measured -> {
                    Database.Connections connections = database.connections();
                    measured.call(connections.active(), "active");
                    measured.call(connections.idle(), "idle");
                    measured.call(connections.waiting(), "waiting");
                    measured.call(connections.most(), "most");
                })
                .register(registry);
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/health/live", request -> status("live")),
                Route.get("/health/ready", this::ready),
                Route.get("/metrics", this::metrics));
    }

    private Reply ready(Request request) {
        if (!database.isReachable()) {
            throw new Refusal(ErrorCode.DATABASE_UNAVAILABLE, "The directory's database is away.");
        }
        return status("ready");
    }

    private Reply metrics(Request request) {
        if (!measuresJvm.getAndSet(true)) {
            // Not at the start, which it would make longer. What it counts itself (bytes allocated) it counts from
            // here on; all else it reads from the JVM's own counters.
            JvmMetrics.builder().register(registry);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Reply.bytes(writer.getContentType(), text.toByteArray());
    }

    private static Reply status(String status) {
        return Reply.json(Json.object().put("status", status)).with("Cache-Control", "no-store");
    }
}
