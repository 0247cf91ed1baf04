package io.vitrine.bench;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import io.vitrine.json.Json;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** {@code generate_jwt}, held against the same encryption in a loop. */
record JwtBench() implements Bench {
    private static final int CONNECTIONS = 32;
    private static final double SHARE = 0.5;

    @Override
    public String name() {
        return "jwt";
    }

    @Override
    public String title() {
        return "generate_jwt over " + CONNECTIONS + " connections against the same encryption in a loop in-process";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Population population = new Population(Population.Kind.FLAT, stage.plan().customers());
        Shop shop = Shop.stocked(stage);
        try (Vitrine server = stage.serve(stage.database(population))) {
            Calls http = server.http();
            shop.open(http);
            Wrk tokens = Wrk.of(stage.root(), "jwt.lua", Population.PREFIX, population.customers(), Shop.EMBED_ID);
            tokens.run(http.url(), http.token(), CONNECTIONS, stage.plan().warmUp());
            loop(1, stage.plan().warmUp().dividedBy(3));
            List<Double> everyCore = new ArrayList<>();
            int cores = Runtime.getRuntime().availableProcessors();
            Rounds<Load, Double> rounds = Rounds.interleave(
                    stage.plan().rounds(),
                    () -> tokens.run(
                            http.url(), http.token(), CONNECTIONS, stage.plan().round()),
                    () -> {
                        everyCore.add(loop(cores, stage.plan().round().dividedBy(2)));
                        return loop(1, stage.plan().round().dividedBy(2));
                    });
            Series rate = Rounds.series(rounds.first(), Load::rate);
            List<Figure> figures = new ArrayList<>(List.of(
                    Figure.against("rate, against one thread", "/s", rate, Series.of(rounds.second()), new Goal.AtLeast(SHARE))
                            .with(Rounds.errors(rounds.first())),
                    Figure.against("rate, against " + cores + " threads", "/s", rate, Series.of(everyCore), new Goal.AtLeast(SHARE))
                            .withoutGoal()
                            .with("client, HTTP and database have these cores too"),
                    Figure.told("p99", "ms", Rounds.series(rounds.first(), Load::p99)),
                    Figure.told("rate of GET /health/live, for HTTP alone", "/s", Series.of(live(stage, http).rate()))));
            figures.addAll(ProcessorTime.of(
                            stage,
                            server,
                            () -> tokens.run(
                                    http.url(), http.token(), CONNECTIONS, stage.plan().round()),
                            stage.plan().round().toSeconds())
                    .figures());
            return figures;
        }
    }

    /** What the server and the client make of these cores where a request asks for nothing. */
    private static Load live(Stage stage, Calls http) throws InterruptedException {
        Wrk live = Wrk.of(stage.root(), "fixed.lua", "GET", "/health/live");
        live.run(http.url(), http.token(), CONNECTIONS, stage.plan().warmUp().dividedBy(3));
        return live.run(http.url(), http.token(), CONNECTIONS, stage.plan().round());
    }

    /** Tokens a second. */
    private static double loop(int threads, Duration time) throws Exception {
        long begun = System.nanoTime();
        long end = begun + time.toNanos();
        long made = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                counts.add(executor.submit(() -> makeUntil(end)));
            }
            for (Future<Long> count : counts) {
                made += count.get();
            }
        }
        return made / ((System.nanoTime() - begun) / 1e9);
    }

    /** With the claims, the library and the cipher of the server. */
    private static long makeUntil(long end) throws JOSEException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        long made = 0;
        while (System.nanoTime() < end) {
            JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                    .keyID("b0f7c7f2-3b7c-4bb5-a3de-0d3a4f2a8f36")
                    .build();
            String claims = Json.write(Json.object()
                    .put("cst", Population.PREFIX + made)
                    .put("dsh", Shop.EMBED_ID)
                    .put("exp", System.currentTimeMillis() / 1000 + 86_400)
                    .put("des", false));
            JWEObject token = new JWEObject(header, new Payload(claims));
            token.encrypt(new DirectEncrypter(key));
            token.serialize();
            made++;
        }
        return made;
    }
}
