package io.vitrine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

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
        double serverBefore = ofProcesses(Stream.of(server.pid()).toList());
        double postgresBefore = ofProcesses(stage.postgresProcesses());
        Load seen = load.call();
        double requests = seen.rate() * seconds;
        return new ProcessorTime(
                (ofProcesses(Stream.of(server.pid()).toList()) - serverBefore) / requests,
                (ofProcesses(stage.postgresProcesses()) - postgresBefore) / requests);
    }

    /** As lines of the results. */
    List<Figure> figures() {
        return List.of(
                Figure.told("processor time of the JVM", "µs", Series.of(serverMicros)),
                Figure.told("processor time of PostgreSQL", "µs", Series.of(postgresMicros)));
    }

    private static double ofProcesses(List<Long> pids) {
        return pids.stream().mapToDouble(ProcessorTime::micros).sum();
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
