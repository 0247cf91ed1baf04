package io.vitrine.cli;

import io.vitrine.Application;
import io.vitrine.Installation;
import io.vitrine.configuration.Configuration;
import io.vitrine.member.FirstRun;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./vitrine serve}: runs the server until it is told to stop. */
@Command(name = "serve", description = "Runs the server.", mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    /** Put here by picocli. */
    @Spec
    private CommandSpec command = CommandSpec.create();

    /** The subcommand with a flag for every setting. */
    public static CommandSpec spec() {
        return ConfiguredCommand.spec(new ServeCommand());
    }

    /**
     * {@code ./vitrine serve} as it is mostly started, where there is nothing to parse. Picocli's classes are of a format
     * that the ahead-of-time cache does not take: without them a server is up a tenth of a second sooner.
     *
     * @return the status to exit with
     */
    public static int withoutFlags() {
        try {
            return serve(
                    ConfiguredCommand.configuration(Map.of()),
                    new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        } catch (Exception e) {
            System.err.println(Failures.explain(e));
            return 1;
        }
    }

    @Override
    public Integer call() throws Exception {
        return serve(
                ConfiguredCommand.configuration(command), command.commandLine().getOut());
    }

    private static int serve(Configuration configuration, PrintWriter out) throws Exception {
        return run(configuration, out, false, (installation, application) -> {});
    }

    /** What else happens once the server listens, before it says that it is ready. */
    interface Started {
        void with(Installation installation, Application application) throws Exception;
    }

    /** Starts everything, waits for SIGINT or SIGTERM, stops everything in order. */
    static int run(Configuration configuration, PrintWriter out, boolean demo, Started started) throws Exception {
        LogConfigurator.apply(configuration.log());
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            stop.countDown();
            awaitQuietly(stopped);
        }));
        try (Installation installation = Installation.open(configuration);
                Application application = Application.start(Application.Options.of(installation, demo))) {
            started.with(installation, application);
            out.println("Vitrine listens on " + application.url() + "  (Ctrl-C stops it)");
            firstRun(application).ifPresent(out::println);
            out.flush();
            stop.await();
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    /** What an operator is to do while the installation has no admin. */
    private static Optional<String> firstRun(Application application) {
        FirstRun firstRun = application.features().members().firstRun();
        if (!firstRun.isNeeded()) {
            return Optional.empty();
        }
        String code =
                firstRun.code().map(text -> " It asks for this code: " + text).orElse("");
        return Optional.of("No admin yet: open " + application.url() + " to make the first one." + code);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
