package io.vitrine.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A program to run to its end, with what it prints. */
record Command(List<String> words, Map<String, String> environment, Path directory) {
    static Command of(Path directory, String... words) {
        return new Command(List.of(words), Map.of(), directory);
    }

    Command with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new Command(words, more, directory);
    }

    Command and(String... further) {
        List<String> more = new ArrayList<>(words);
        more.addAll(List.of(further));
        return new Command(more, environment, directory);
    }

    /**
     * Runs it and answers its output.
     *
     * @throws IllegalStateException with the output, where the program says that it failed
     */
    String run() throws InterruptedException {
        ProcessBuilder builder = builder().redirectErrorStream(true);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            try (Ended ended = new Ended(process)) {
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int status = ended.process().waitFor();
                if (status != 0) {
                    throw new IllegalStateException(words.getFirst() + " ended with " + status + ":\n" + output);
                }
                return output;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    /** A process that does not outlive its scope. */
    private record Ended(Process process) implements AutoCloseable {
        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
