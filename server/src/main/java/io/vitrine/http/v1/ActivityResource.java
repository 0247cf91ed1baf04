package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.activity.Activity;
import io.vitrine.activity.PanelRuns;
import io.vitrine.http.Guard;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/v1/activity}: what ran in the caller's group during the last day, and how the data sources are. */
public final class ActivityResource {
    private static final int LISTED = 10;
    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.95;

    private final Activity activity;
    private final PanelRuns runs;

    public ActivityResource(Activity activity, PanelRuns runs) {
        this.activity = activity;
        this.runs = runs;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/api/v1/activity", guard.with(Permission.READ, this::get)));
    }

    private Reply get(Caller caller, Request request) {
        // What this server has counted in the last seconds belongs to it.
        runs.flush();
        Activity.Day day = activity.lastDay(caller);
        ObjectNode body = Json.object().put("since", day.since().toString());
        body.putObject("runs")
                .put("count", sum(day.panels().stream().map(Activity.Panel::runs)))
                .put("errors", sum(day.panels().stream().map(Activity.Panel::errors)))
                .put("kept", sum(day.panels().stream().map(Activity.Panel::kept)));
        ObjectNode embeds =
                body.putObject("embeds").put("opened", sum(day.embeds().stream().map(Activity.Embed::opened)));
        ArrayNode most = embeds.putArray("most");
        day.embeds().stream()
                .limit(LISTED)
                .forEach(embed -> most.addObject()
                        .put("embed_id", embed.embedId())
                        .put("dashboard", embed.name())
                        .put("opened", embed.opened()));
        panels(
                body.putArray("slowest"),
                day.panels().stream()
                        .sorted(Comparator.comparingLong((Activity.Panel panel) -> panel.percentile(NEARLY_ALL))
                                .reversed()));
        panels(
                body.putArray("failing"),
                day.panels().stream()
                        .filter(panel -> panel.errors() > 0)
                        .sorted(Comparator.comparingLong(Activity.Panel::errors).reversed()));
        ArrayNode sources = body.putArray("data_sources");
        day.sources().forEach(source -> sources.add(json(source)));
        return Reply.json(body);
    }

    private static void panels(ArrayNode list, Stream<Activity.Panel> panels) {
        panels.limit(LISTED).forEach(panel -> list.add(json(panel)));
    }

    private static ObjectNode json(Activity.Panel panel) {
        ObjectNode json = Json.object()
                .put("embed_id", panel.embedId())
                .put("dashboard", panel.name())
                .put("version", panel.version())
                .put("dataset", panel.part())
                .put("count", panel.runs())
                .put("errors", panel.errors())
                .put("kept", panel.kept())
                .put("p50_ms", panel.percentile(MEDIAN))
                .put("p95_ms", panel.percentile(NEARLY_ALL))
                .put("max_ms", panel.longest());
        text(json, "last_error_code", panel.lastErrorCode());
        text(json, "last_error", panel.lastError());
        text(json, "last_error_at", panel.lastErrorAt().map(Instant::toString));
        return json;
    }

    private static ObjectNode json(Activity.Source source) {
        ObjectNode json = Json.object()
                .put("id", source.id())
                .put("name", source.name())
                .put("kind", source.kind())
                .put("away", source.isAway());
        text(json, "ok_at", source.okAt().map(Instant::toString));
        source.okMilliseconds().ifPresentOrElse(ms -> json.put("ok_ms", ms), () -> json.putNull("ok_ms"));
        text(json, "failed_at", source.failedAt().map(Instant::toString));
        text(json, "failure", source.failure());
        return json;
    }

    private static void text(ObjectNode json, String name, Optional<String> text) {
        text.ifPresentOrElse(value -> json.put(name, value), () -> json.putNull(name));
    }

    private static long sum(Stream<Long> numbers) {
        return numbers.mapToLong(Long::longValue).sum();
    }
}
