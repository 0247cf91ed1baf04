package io.vitrine.bench;

import java.util.ArrayList;
import java.util.List;

/** Other products' own "update one record" and "read one record", under the same client on the same PostgreSQL. */
record PeersBench() implements Bench {
    private static final int CONNECTIONS = 16;

    private static final List<Peer> PEERS = List.of(new PostGraphile());

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public String title() {
        return "update and read one record over " + CONNECTIONS + " connections, against other products doing theirs";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Population population = new Population(Population.Kind.FLAT, stage.plan().customers());
        List<Figure> figures = new ArrayList<>();
        try (Vitrine server = stage.serve(stage.database(population))) {
            for (Peer peer : PEERS) {
                stage.say("installing " + peer.name());
                try (Peer.Running running = peer.start(stage, population.customers())) {
                    figures.add(compare(
                            stage,
                            "update, against " + peer.name(),
                            server.http(),
                            Wrk.of(stage.root(), "update.lua", Population.PREFIX, population.customers()),
                            running.url(),
                            running.update()));
                    figures.add(compare(
                            stage,
                            "read, against " + peer.name(),
                            server.http(),
                            Wrk.of(stage.root(), "get.lua", Population.PREFIX, population.customers()),
                            running.url(),
                            running.read()));
                } catch (IllegalStateException e) {
                    String why = String.valueOf(e.getMessage());
                    figures.add(Figure.missing(peer.name(), why.lines().findFirst().orElse("")));
                }
            }
        }
        return figures;
    }

    private static Figure compare(Stage stage, String what, Calls http, Wrk ours, String peerUrl, Wrk theirs)
            throws Exception {
        ours.run(http.url(), http.token(), CONNECTIONS, stage.plan().warmUp());
        theirs.run(peerUrl, "-", CONNECTIONS, stage.plan().warmUp());
        Rounds<Load, Load> rounds = Rounds.interleave(
                Math.min(3, stage.plan().rounds()),
                () -> ours.run(http.url(), http.token(), CONNECTIONS, stage.plan().round()),
                () -> theirs.run(peerUrl, "-", CONNECTIONS, stage.plan().round()));
        long errors = rounds.second().stream().mapToLong(Load::errors).sum();
        return Figure.against(
                        what,
                        "/s",
                        Rounds.series(rounds.first(), Load::rate),
                        Rounds.series(rounds.second(), Load::rate),
                        new Goal.AtLeast(1))
                .with(Rounds.errors(rounds.first()))
                .with(errors == 0 ? "" : errors + " of the peer's answers were errors");
    }
}
