package io.vitrine.bench;

import io.vitrine.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.node.ObjectNode;

/** Panels on data sources that live, while viewers ask very many others that are dead, held against nobody asking those. */
record DeadSourcesBench() implements Bench {
    static final String PANEL = "ping";
    static final String SQL = "select 1 as one where %s <> ''";

    private static final int LIVE = 10;
    private static final int DEAD = 190;
    private static final int LIVE_CONNECTIONS = 4;
    private static final int DEAD_CONNECTIONS = 8;
    private static final double LATENCY = 1.1;

    @Override
    public String name() {
        return "dead-sources";
    }

    @Override
    public String title() {
        return "panels on " + LIVE + " data sources while viewers ask " + DEAD
                + " dead ones, half of which refuse and half of which say nothing, against nobody asking those";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Shop shop = Shop.stocked(stage);
        DirectoryDatabase database = stage.database("dead_sources");
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        int refusing;
        try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
            refusing = taken.getLocalPort();
        }
        // The kernel takes its connections in; nobody ever answers them.
        try (ServerSocket silent = new ServerSocket(0, 512, loopback);
                Vitrine server = stage.serve(database)) {
            Calls http = server.http();
            shop.open(http);
            Path live = viewers(stage, shop, http, "live", LIVE, List.of(shop.orders().port()));
            Path dead = viewers(stage, shop, http, "dead", DEAD, List.of(refusing, silent.getLocalPort()));
            Wrk ofLive = Wrk.of(stage.root(), "panels.lua", live, PANEL);
            Wrk ofDead = Wrk.of(stage.root(), "panels.lua", dead, PANEL);
            ofLive.run(http.url(), "-", LIVE_CONNECTIONS, stage.plan().warmUp());
            Rounds<Load, Load> rounds = Rounds.interleave(
                    stage.plan().rounds(),
                    () -> beside(ofDead, http, stage.plan().round(), ofLive),
                    () -> ofLive.run(
                            http.url(), "-", LIVE_CONNECTIONS, stage.plan().round()));
            return List.of(
                    figure("p50", Rounds.series(rounds.first(), Load::p50), Rounds.series(rounds.second(), Load::p50))
                            .with(Rounds.errors(rounds.first())),
                    figure("p99", Rounds.series(rounds.first(), Load::p99), Rounds.series(rounds.second(), Load::p99))
                            .withoutGoal());
        }
    }

    private static Figure figure(String what, Series measured, Series limit) {
        return Figure.against(what, "ms", measured, limit, new Goal.AtMost(LATENCY));
    }

    /** Loads the live ones while the dead ones are asked as well. */
    private static Load beside(Wrk dead, Calls http, Duration round, Wrk live) throws Exception {
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Load> asked =
                    background.submit(() -> dead.run(http.url(), "-", DEAD_CONNECTIONS, round.plusSeconds(2)));
            Thread.sleep(1000);
            Load load = live.run(http.url(), "-", LIVE_CONNECTIONS, round);
            asked.get();
            return load;
        }
    }

    /** Makes sources at those ports in turn, with a customer each, and a file of their viewers' tokens. */
    private static Path viewers(Stage stage, Shop shop, Calls http, String kind, int count, List<Integer> ports)
            throws IOException, InterruptedException {
        List<String> tokens = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            ObjectNode connection = Json.object()
                    .put("host", shop.orders().host())
                    .put("port", ports.get(n % ports.size()))
                    .put("database", shop.orders().name())
                    .put("user", shop.orders().user())
                    .put("password", shop.orders().password());
            String name = kind + "-" + n;
            tokens.add(Shop.addCustomer(http, name, Shop.addSource(http, name, "postgresql", connection)));
        }
        return Files.write(stage.work().resolve(kind + "-tokens"), tokens);
    }
}
