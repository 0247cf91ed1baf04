package io.vitrine.bench;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** A mix of what a busy day brings, at a rising rate until it takes too long, and then at twice the rate that was held. */
record MixedBench() implements Bench {
    /** Enough for the server's code to be compiled, and less than what it holds. */
    private static final double WARM_UP_RATE = 2_000;

    private static final double FIRST_RATE = 500;
    private static final double STEP = 1.3;
    private static final double P99_MILLIS = 200;
    private static final double SHARE_UNDER_OVERLOAD = 0.9;
    private static final double REFUSAL_MILLIS = 50;

    @Override
    public String name() {
        return "mixed";
    }

    @Override
    public String title() {
        return "70 % panels of a tenant's 5,000 rows (half of them cached), 20 % generate_jwt, 10 % update_customer,"
                + " at a rising rate until p99 > 200 ms";
    }

    @Override
    public List<Figure> run(Stage stage) throws Exception {
        Population population = new Population(Population.Kind.FLAT, stage.plan().customers());
        Shop shop = Shop.stocked(stage);
        try (Vitrine server = stage.serve(stage.database(population))) {
            Calls http = server.http();
            shop.open(http);
            List<String> viewers = shop.openTenants(http);
            OpenLoop loop = new OpenLoop(http, mix(http, viewers, population));
            loop.run(WARM_UP_RATE, stage.plan().warmUp());
            double held = 0;
            OpenLoop.Outcome atHeld = new OpenLoop.Outcome(1, Series.NONE, Series.NONE, 0, 0);
            for (double rate = FIRST_RATE; ; rate *= STEP) {
                OpenLoop.Outcome outcome = run(stage, loop, rate);
                if (!isHeld(outcome)) {
                    // One pause of the machine is not a limit of the server.
                    outcome = run(stage, loop, rate);
                }
                if (!isHeld(outcome)) {
                    break;
                }
                held = rate;
                atHeld = outcome;
            }
            if (held == 0) {
                return List.of(Figure.missing("load held", "less than " + FIRST_RATE + "/s"));
            }
            OpenLoop.Outcome twice = loop.run(2 * held, stage.plan().round().multipliedBy(2));
            return List.of(
                    Figure.told("load held", "/s", Series.of(held)),
                    Figure.told("p99 at that load", "ms", Series.of(atHeld.answered().percentile(99))),
                    Figure.against(
                                    "answered at twice that load",
                                    "/s",
                                    Series.of(twice.answeredRate()),
                                    Series.of(held),
                                    new Goal.AtLeast(SHARE_UNDER_OVERLOAD))
                            .with(twice.told()),
                    twice.refused().isEmpty()
                            ? Figure.missing("p99 of refusals", "nothing was refused")
                            : Figure.bounded(
                                    "p99 of refusals",
                                    "ms",
                                    Series.of(twice.refused().percentile(99)),
                                    new Goal.AtMost(REFUSAL_MILLIS)));
        }
    }

    private static OpenLoop.Outcome run(Stage stage, OpenLoop loop, double rate) {
        OpenLoop.Outcome outcome = loop.run(rate, stage.plan().round());
        stage.say(String.format(Locale.ROOT, "%.0f/s: %s", rate, outcome.told()));
        return outcome;
    }

    private static boolean isHeld(OpenLoop.Outcome outcome) {
        return outcome.failed() == 0
                && outcome.unsent() == 0
                && outcome.refused().isEmpty()
                && !outcome.answered().isEmpty()
                && outcome.answered().percentile(99) <= P99_MILLIS;
    }

    private static IntFunction<byte[]> mix(Calls http, List<String> viewers, Population population) {
        return n -> {
            SplittableRandom random = new SplittableRandom(n * 31L + 7);
            int customer = random.nextInt(1, population.customers() + 1);
            String viewer = viewers.get(random.nextInt(viewers.size()));
            int dice = n % 20;
            if (dice < 7) {
                return Wire.post("/embed/data", viewer, Shop.question(Shop.SLICE));
            }
            if (dice < 14) {
                return Wire.post("/embed/data", viewer, Shop.question(Shop.SLICE_CACHED));
            }
            if (dice < 18) {
                return Wire.post(
                        "/api/generate_jwt/",
                        http.token(),
                        "{\"provided_id\":\"" + Population.PREFIX + customer + "\",\"embed_id\":\"" + Shop.EMBED_ID + "\"}");
            }
            return Wire.post(
                    "/api/update_customer/",
                    http.token(),
                    "{\"provided_id\":\"" + Population.PREFIX + customer + "\",\"properties\":{\"filterValue\":\"value-" + n
                            + "\"}}");
        };
    }
}
