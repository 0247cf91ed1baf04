package io.vitrine.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** A program that a test needs beside it, stopped when the JVM ends. */
final class ChildProcess {
    private ChildProcess() {}

    /** A program on the path, or where Debian keeps those of the administrator. */
    static Optional<Path> find(String program) {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /**
     * Starts a program from a thread that lives as long as it: a parent-death signal follows the thread that forked.
     */
    static Process start(List<String> command, Path log) {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("child-process").start(() -> {
            try {
                Process process =
                        new ProcessBuilder(command).redirectError(log.toFile()).start();
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
                started.complete(process);
                process.waitFor();
            } catch (IOException e) {
                started.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            return started.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(String.join(" ", command), e);
        }
    }

    /** Runs a program to its end. */
    static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output;
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                output = String.join("\n", reader.lines().toList());
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
        } catch (IOException e) {
            throw new IllegalStateException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
