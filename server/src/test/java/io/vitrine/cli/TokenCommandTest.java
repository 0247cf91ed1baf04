package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.Application;
import io.vitrine.Installation;
import io.vitrine.configuration.Configuration;
import io.vitrine.testing.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./vitrine token}, on an external database and on the embedded one, with and without a running server. */
final class TokenCommandTest {
    private record Outcome(int code, String out, String err) {}

    @TempDir
    private Path dataDirectory;

    @Test
    void makesListsAndRevokesTokensOfARunningServer() {
        try (TestServer server = TestServer.start()) {
            String[] where = external(server);

            Outcome made = run(where, "create", "--name", "back end");
            String token = made.out().strip();
            assertThat(made.code()).as(made.err()).isZero();
            assertThat(token).matches("[0-9a-f]{64}");
            assertThat(made.err()).contains("back end", "read-write", "Production");
            assertThat(server.with(token).get("/api/customers/").status()).isEqualTo(200);
            assertThat(server.with(token).get("/api/v1/api-tokens").status()).isEqualTo(403);

            String line = run(where, "list")
                    .out()
                    .lines()
                    .filter(row -> row.contains("back end"))
                    .findFirst()
                    .orElseThrow();
            assertThat(line).contains("read-write", token.substring(60)).doesNotContain(token);

            String id = line.split(" ", 2)[0];
            assertThat(run(where, "revoke", id).code()).isZero();
            assertThat(run(where, "list").out()).doesNotContain("back end");
            assertThat(run(where, "list", "--all").out()).contains("back end");
            Outcome again = run(where, "revoke", id);
            assertThat(again.code()).isNotZero();
            assertThat(again.err()).contains("no API token");
        }
    }

    @Test
    void refusesAKindOrAGroupThatThereIsNot() {
        try (TestServer server = TestServer.start()) {
            assertThat(run(external(server), "create", "--access", "root").err())
                    .contains("read-only, read-write or admin");
            assertThat(run(external(server), "create", "--group", "Nowhere").err())
                    .contains("Nowhere");
            assertThat(run(external(server)).err()).contains("create, list or revoke");
        }
    }

    @Test
    void worksOnTheEmbeddedDatabaseBeforeDuringAndAfterAServer() throws Exception {
        String[] where = {"--data-dir", dataDirectory.toString()};

        String before = run(where, "create", "--access", "admin").out().strip();
        assertThat(before).matches("[0-9a-f]{64}");
        Configuration configuration =
                Configuration.read(Map.of("data-dir", dataDirectory.toString(), "port", "0"), Map.of(), dataDirectory);
        try (Installation installation = Installation.open(configuration);
                Application server = Application.start(Application.Options.of(installation, false))) {
            assertThat(status(server, before)).isEqualTo(200);

            String during = run(where, "create", "--access", "admin").out().strip();
            assertThat(status(server, during)).isEqualTo(200);
            assertThat(installation.embedded().orElseThrow().isRunning()).isTrue();
        }
        assertThat(run(where, "list").out().lines()).hasSize(3);
    }

    private static int status(Application server, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/levels"))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /** Flags for the database of a test server, whose installation key is 32 zero bytes. */
    private static String[] external(TestServer server) {
        String url = server.database()
                .jdbcUrl()
                .replace(
                        "jdbc:postgresql://",
                        "postgresql://"
                                + server.database().user().orElseThrow() + ":"
                                + server.database().password().orElseThrow() + "@");
        return new String[] {"--database-url", url, "--secret-key", "A".repeat(43) + "="};
    }

    private static Outcome run(String[] where, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(TokenCommand.spec())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(Failures.explain(failure));
                    return 1;
                });
        String[] all = arguments.length == 0
                ? arguments
                : Stream.concat(Stream.of(arguments), Stream.of(where)).toArray(String[]::new);
        return new Outcome(line.execute(all), out.toString(), err.toString());
    }
}
