package io.vitrine.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs the benches that the command line names, and prints their figures last. A bench never fails the build. */
final class Main {
    private static final List<Bench> ALL = List.of(
            new UpdateBench(32),
            new UpdateBench(1),
            new UpdateTreeBench(),
            new GetBench(),
            new BulkBench(),
            new ListBench(),
            new JwtBench(),
            new PanelBench(),
            new CachedPanelBench(),
            new CsvBench(),
            new DeadSourcesBench(),
            new EmbedBench(),
            new StartBench(),
            new MemoryBench(),
            new MixedBench(),
            new PeersBench());

    /** Not in the table: what draws pictures, and takes a quarter of an hour for that; what two servers come to. */
    private static final List<Bench> BESIDE = List.of(new GrowthBench(), new TwoServersBench());

    private static final List<Bench> EVERY_ONE = Stream.concat(ALL.stream(), BESIDE.stream()).toList();

    private static final String QUICK = "quick";

    /** Names that stand for several benches. */
    private static final Map<String, List<String>> TOGETHER = new TreeMap<>(Map.of(
            "query", List.of("panel", "panel-cached", "csv", "dead-sources"),
            // Less than three minutes altogether, with the quick plan.
            QUICK, List.of("update", "get", "jwt", "panel", "panel-cached", "start")));

    private static final String RECORDINGS = "--record=";

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        List<String> names = new ArrayList<>(List.of(arguments));
        Plan plan = names.remove("--trial") ? Plan.trial() : names.remove("--quick") ? Plan.quick() : Plan.full();
        Optional<Path> recordings = names.stream()
                .filter(name -> name.startsWith(RECORDINGS))
                .findFirst()
                .map(option -> Path.of(option.substring(RECORDINGS.length())).toAbsolutePath());
        names.removeIf(name -> name.startsWith(RECORDINGS));
        boolean write = names.remove("--results");
        if (names.isEmpty()) {
            System.out.println(usage());
            return;
        }
        boolean everything = names.contains("all");
        if (names.contains(QUICK) && plan.equals(Plan.full())) {
            plan = Plan.quick();
        }
        List<Bench> wanted = everything ? ALL : named(names);
        Path root = Path.of(System.getProperty("vitrine.root", ".")).toAbsolutePath();
        run(root, plan, recordings, wanted, (everything || write) && plan.equals(Plan.full()));
    }

    private static void run(Path root, Plan plan, Optional<Path> recordings, List<Bench> benches, boolean writeResults) throws Exception {
        Table table = new Table();
        long begun = System.nanoTime();
        try (Stage stage = Stage.open(root, plan, recordings)) {
            AotCache.ensure(stage);
            List<String> machine = Machine.describe(stage);
            for (Bench bench : benches) {
                System.err.println(bench.name() + ": " + bench.title());
                long since = System.nanoTime();
                table.add(bench.name(), attempt(bench, stage));
                System.err.printf(Locale.ROOT, "  %d s%n", (System.nanoTime() - since) / 1_000_000_000);
            }
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            if (writeResults) {
                ResultsPage.write(root.resolve("bench/RESULTS.md"), machine, benches, table, taken);
            }
            System.out.println();
            machine.forEach(System.out::println);
            System.out.println();
            System.out.print(table.plain());
        }
    }

    /** A bench that breaks off says why in its place in the table; the others go on. */
    private static List<Figure> attempt(Bench bench, Stage stage) throws InterruptedException {
        try {
            return bench.run(stage);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            e.printStackTrace();
            String why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
            return List.of(Figure.missing("not measured", why.lines().findFirst().orElse("")));
        }
    }

    private static List<Bench> named(List<String> names) {
        List<Bench> benches = new ArrayList<>();
        List<String> single = names.stream()
                .flatMap(name -> TOGETHER.getOrDefault(name, List.of(name)).stream())
                .toList();
        for (String name : single) {
            benches.add(EVERY_ONE.stream()
                    .filter(bench -> bench.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "There is no benchmark \"" + name + "\".\n" + usage())));
        }
        return benches;
    }

    private static String usage() {
        StringBuilder text = new StringBuilder("./dev bench NAME… [--quick | --trial] [--results] [--record=FOLDER], or all:\n\n");
        for (Bench bench : EVERY_ONE) {
            text.append(String.format(Locale.ROOT, "  %-13s  %s%n", bench.name(), bench.title()));
        }
        TOGETHER.forEach((name, benches) ->
                text.append(String.format(Locale.ROOT, "  %-13s  %s%n", name, String.join(", ", benches))));
        return text.toString();
    }
}
