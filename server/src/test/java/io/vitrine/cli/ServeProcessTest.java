package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./vitrine serve} as a process with its embedded PostgreSQL: told to stop, killed, started twice, started again. */
final class ServeProcessTest {
    private static final String TOKEN = "c".repeat(64);
    private static final Pattern LISTENS = Pattern.compile("Vitrine listens on (\\S+) .*");
    private static final int SIGTERM_EXIT = 128 + 15;
    private static final long LIMIT_SECONDS = 60;
    /** With 64 kB each they would take nearly all of the heap. */
    private static final int OPEN_CONNECTIONS = 3_500;

    @TempDir
    private Path home;

    @Test
    void finishesWhatIsInFlightWhenToldToStopAndKeepsEverythingThroughAKill() throws Exception {
        String body = "{\"provided_id\":\"kept\",\"name\":\"Written at the last moment\"}";
        try (Running server = Running.start(home);
                Socket slow = new Socket(server.url.getHost(), server.url.getPort())) {
            OutputStream out = slow.getOutputStream();
            out.write(head(body.length()));
            out.write(body.substring(0, 10).getBytes(StandardCharsets.UTF_8));
            out.flush();
            // The server has the request once another one that came later is answered.
            assertThat(server.call("/api/get_customer", "{\"provided_id\":\"kept\"}"))
                    .startsWith("404");

            server.process.destroy();
            awaitNoListener(server.url);
            out.write(body.substring(10).getBytes(StandardCharsets.UTF_8));
            out.flush();

            assertThat(text(slow.getInputStream())).startsWith("HTTP/1.1 200 ").contains("\"new_customer\":true");
            assertThat(server.process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(server.process.exitValue()).isEqualTo(SIGTERM_EXIT);
            assertThat(postgresOf(home)).isEmpty();
        }

        try (Running server = Running.start(home)) {
            assertThat(server.call("/api/get_customer", "{\"provided_id\":\"kept\"}"))
                    .startsWith("200")
                    .contains("Written at the last moment");
            assertThat(server.call("/api/update_customer", "{\"provided_id\":\"kept\",\"name\":\"Before the kill\"}"))
                    .startsWith("200");
            server.process.destroyForcibly().waitFor();
        }

        try (Running server = Running.start(home)) {
            assertThat(server.call("/api/get_customer", "{\"provided_id\":\"kept\"}"))
                    .contains("Before the kill");
        }
    }

    @Test
    void takesSettingsFromTheEnvironmentWhereThereAreNoFlags() throws Exception {
        Map<String, String> settings = Map.of("VITRINE_PORT", "0", "VITRINE_BOOTSTRAP_TOKEN", TOKEN);
        try (Running server = Running.of(launched(home, settings, "serve"))) {
            assertThat(server.call("/api/get_customer", "{\"provided_id\":\"nobody\"}"))
                    .startsWith("404");
        }
        Process wrong = launched(home, Map.of("VITRINE_PORT", "eighty"), "serve");
        assertThat(text(wrong.getErrorStream())).contains("VITRINE_PORT").doesNotContain("\tat ");
        assertThat(wrong.waitFor()).isEqualTo(1);
    }

    @Test
    void saysItsVersion() throws Exception {
        Process asFlag = launched(home, Map.of(), "--version");
        Process asSubcommand = launched(home, Map.of(), "version");
        assertThat(text(asFlag.getInputStream()))
                .startsWith("Vitrine ")
                .contains("Java " + Runtime.version())
                .isEqualTo(text(asSubcommand.getInputStream()));
    }

    @Test
    void aSecondStartOnTheSameDirectoryIsRefusedAndNamesTheFirst() throws Exception {
        try (Running first = Running.start(home)) {
            Process second = launched(home);
            String said = text(second.getErrorStream());
            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(said)
                    .contains(
                            home.resolve(".vitrine") + " is in use by process " + first.process.pid(),
                            "VITRINE_DATA_DIR")
                    .doesNotContain("\tat ");
            assertThat(first.call("/api/get_customer", "{\"provided_id\":\"nobody\"}"))
                    .startsWith("404");
        }
    }

    @Test
    void answersWhileThousandsOfConnectionsStayOpen() throws Exception {
        List<Socket> open = new ArrayList<>();
        try (Running server = Running.start(home)) {
            for (int i = 0; i < OPEN_CONNECTIONS; i++) {
                Socket socket = new Socket(server.url.getHost(), server.url.getPort());
                open.add(socket);
                // What a connection holds on to shows from its second request on.
                assertAlive(socket);
                assertAlive(socket);
            }

            assertAlive(open.getFirst());
            assertThat(server.call("/api/get_customer", "{\"provided_id\":\"nobody\"}"))
                    .startsWith("404");
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static void assertAlive(Socket socket) throws IOException {
        String probe = "GET /health/live HTTP/1.1\r\nHost: x\r\nAccept: */*\r\nUser-Agent: a browser\r\n\r\n";
        socket.getOutputStream().write(probe.getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[4096];
        int length = socket.getInputStream().read(answer);
        assertThat(length).isPositive();
        assertThat(new String(answer, 0, length, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200 ");
    }

    /** A server that listens. */
    private record Running(Process process, URI url) implements AutoCloseable {
        static Running start(Path home) throws IOException {
            return of(launched(home));
        }

        static Running of(Process process) throws IOException {
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher listens = LISTENS.matcher(line);
                if (listens.matches()) {
                    return new Running(process, URI.create(listens.group(1)));
                }
            }
            throw new IllegalStateException("did not start: " + text(process.getErrorStream()));
        }

        /** The status and the body of an answer. */
        String call(String path, String body) throws IOException, InterruptedException {
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(url.resolve(path))
                                .header("Explo-Authorization", "Token " + TOKEN)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                return answer.statusCode() + " " + answer.body();
            }
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
        }
    }

    private static Process launched(Path home) throws IOException {
        return launched(home, Map.of(), "serve", "--port", "0", "--bootstrap-token", TOKEN);
    }

    private static Process launched(Path home, Map<String, String> settings, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        words.addAll(List.of(arguments));
        ProcessBuilder command = new ProcessBuilder(words);
        command.environment().keySet().removeIf(name -> name.startsWith("VITRINE_"));
        command.environment().put("HOME", home.toString());
        command.environment().putAll(settings);
        return command.start();
    }

    private static byte[] head(int length) {
        return ("POST /api/create_customer HTTP/1.1\r\nHost: x\r\nExplo-Authorization: Token " + TOKEN
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void awaitNoListener(URI url) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (System.nanoTime() < end) {
            try {
                new Socket(url.getHost(), url.getPort()).close();
                Thread.sleep(10);
            } catch (ConnectException e) {
                return;
            }
        }
        throw new AssertionError("still listens at " + url);
    }

    private static List<String> postgresOf(Path home) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(home.toString()) && line.contains("postgres"))
                .toList();
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
