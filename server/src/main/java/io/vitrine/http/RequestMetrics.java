package io.vitrine.http;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/** Counts requests and their durations by method, route and status. */
public final class RequestMetrics implements RequestObserver {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double[] BUCKETS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
    };

    private final Histogram durations;

    public RequestMetrics(PrometheusRegistry registry) {
        this.durations = Histogram.builder()
                .name("vitrine_http_request_duration_seconds")
                .help("How long requests took until their answer was made; streamed ones until their last byte.")
                .unit(Unit.SECONDS)
                .labelNames("method", "route", "status")
                .classicOnly()
                .classicUpperBounds(BUCKETS)
                .register(registry);
    }

    @Override
    public void answered(Answered request) {
        durations
                .labelValues(request.method().name(), request.route(), Integer.toString(request.status()))
                .observe(request.nanos() / NANOS_PER_SECOND);
    }
}
