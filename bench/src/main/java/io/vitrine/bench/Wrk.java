package io.vitrine.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debian's wrk: keep-alive connections that each send the next request when the last is answered.
 *
 * @param script a Lua script of {@code bench/wrk}
 * @param arguments of the script, after the address and the token
 */
record Wrk(Path scripts, String script, List<String> arguments) {
    private static final Pattern FIGURES = Pattern.compile(
            "FIGURES requests=(\\d+) duration_us=(\\d+) errors=(\\d+) p50_us=(\\d+) p99_us=(\\d+)");

    static Wrk of(Path root, String script, Object... arguments) {
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument.toString());
        }
        return new Wrk(root.resolve("bench/wrk"), script, texts);
    }

    /** Loads an address with one thread. */
    Load run(String url, String token, int connections, Duration time) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + Math.max(1, time.toSeconds()) + "s",
                "--timeout",
                "10s",
                "-s",
                script,
                url,
                "--",
                token));
        words.addAll(arguments);
        String output = new Command(words, Map.of(), scripts).run();
        Matcher figures = FIGURES.matcher(output);
        if (!figures.find()) {
            throw new IllegalStateException("wrk said nothing of use:\n" + output);
        }
        double seconds = Long.parseLong(figures.group(2)) / 1e6;
        return new Load(
                Long.parseLong(figures.group(1)) / seconds,
                Long.parseLong(figures.group(4)) / 1000.0,
                Long.parseLong(figures.group(5)) / 1000.0,
                Long.parseLong(figures.group(3)));
    }
}
