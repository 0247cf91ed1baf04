package io.vitrine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * Processor time that the server and PostgreSQL spend on a request. It hardly depends on what else the machine does, so
 * it tells where the time goes even where rates do not.
 *
 * @param serverMicros of the JVM, a request
 * @param postgresMicros of all of PostgreSQL's processes, a request
 */
record ProcessorTime(double serverMicros, double postgresMicros) {
    /** The kernel's unit in {@code /proc}. */
    private static final double TICK_MICROS = 10_000;

    /** What a load costs. */
    static ProcessorTime of(Stage stage, Vitrine server, Callable<Load> load, double seconds) throws Exception {
        Map<Long, Double> serverBefore = ofProcesses(List.of(server.pid()));
        Map<Long, Double> postgresBefore = ofProcesses(stage.postgresProcesses());
        Load seen = load.call();
        double requests = seen.rate() * seconds;
        return new ProcessorTime(
                spent(serverBefore, ofProcesses(List.of(server.pid()))) / requests,
                spent(postgresBefore, ofProcesses(stage.postgresProcesses())) / requests);
    }

    /** As lines of the results. */
    List<Figure> figures() {
        return List.of(
                Figure.told("processor time of the JVM", "µs", Series.of(serverMicros)),
                Figure.told("processor time of PostgreSQL", "µs", Series.of(postgresMicros)));
    }

    private static Map<Long, Double> ofProcesses(List<Long> pids) {
        return pids.stream().collect(Collectors.toMap(pid -> pid, ProcessorTime::micros));
    }

    /** Process by process: one of another client that ended meanwhile takes its own time with it, and nothing else. */
    private static double spent(Map<Long, Double> before, Map<Long, Double> after) {
        return after.entrySet().stream()
                .mapToDouble(process -> process.getValue() - before.getOrDefault(process.getKey(), 0.0))
                .sum();
    }

    /** User and system time of a process: the 14th and 15th field, counted after the name, which may hold blanks. */
    private static double micros(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MICROS;
        } catch (IOException ended) {
            return 0;
        }
    }
}
