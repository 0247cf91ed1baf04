package io.vitrine.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.Shop;
import io.vitrine.testing.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./vitrine query} and {@code ./vitrine import}, against a running server. */
final class ClientCommandsTest {
    private static TestServer server;
    private static ApiClient api;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        Shop shop = new Shop(api);
        long schema = shop.schema("shop");
        shop.defaultSource(
                schema, shop.source(schema, "Books", "duckdb", Shop.duckDb(Shop.orders("a, \"b\"", "acme", "globex"))));
        api.post("/api/create_customer/", "{'provided_id':'acme'}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Run(int exit, String out, String err) {}

    private static Run run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(command);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            failed.getErr().println(failure.getMessage());
            return 1;
        });
        int exit = line.execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }

    private static Run query(String sql, String... more) {
        String[] arguments = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "--url",
                                server.url().toString(),
                                "--token",
                                TestServer.ADMIN_TOKEN,
                                "--as",
                                "acme",
                                "--schema",
                                "shop",
                                sql),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        return run(new QueryCommand(), arguments);
    }

    @Test
    void printsAnAlignedTableWithTheSourceOfItsRows() {
        Run run = query(
                "select id as n, product, null::varchar as nothing from orders where customer_id = {{ customer_id }}");
        assertThat(run.exit()).describedAs(run.err()).isZero();
        assertThat(run.out().lines().toList().subList(0, 3))
                .containsExactly("n  product  nothing", "─  ───────  ───────", "1  a, \"b\"");
        assertThat(run.out()).contains("(1 row from Books, default mapping, ");
    }

    @Test
    void printsCsvAndTheAnswerItself() {
        assertThat(query("select id, product from orders where id = {{ id }}", "--var", "id=1", "--format", "csv")
                        .out())
                .isEqualTo("id,product\r\n1,\"a, \"\"b\"\"\"\r\n");
        assertThat(query("select {{ who }} as who", "--var", "who=not json", "--format", "json")
                        .out())
                .startsWith("{\"columns\":[{\"name\":\"who\",\"type\":\"string\"}],\"rows\":[[\"not json\"]]");
    }

    @Test
    void keepsControlCharactersFromTheTerminal() {
        assertThat(query("select {{ x }} as x", "--var", "x=\"a\\u001b[31mb\"").out())
                .doesNotContain("\u001b")
                .contains("a␣[31mb");
    }

    @Test
    void saysWhatIsWrongAndFails() {
        Run missing = query("select {{ reggion }}");
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).contains("Line 1, column 8", "reggion", "customer_id");
        Run away = run(
                new QueryCommand(), "--url=http://127.0.0.1:1", "--token=x", "--as=acme", "--schema=shop", "select 1");
        assertThat(away.err()).contains("http://127.0.0.1:1 does not answer").contains("VITRINE_URL");
        assertThat(query("select 1", "--format", "xml").err()).contains("table, json or csv");
    }

    private Run importFile(Path file, String... more) {
        String[] arguments = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "customers",
                                file.toString(),
                                "--url",
                                server.url().toString(),
                                "--token",
                                TestServer.ADMIN_TOKEN),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        return run(new ImportCommand(), arguments);
    }

    private static String lines(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"provided_id\":\"" + prefix + i + "\",\"properties\":{\"n\":" + i + "}}")
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void importsEveryLineAndListsThoseThatWereRefusedByTheirNumber() throws IOException {
        Path file = folder.resolve("customers.ndjson");
        Files.writeString(
                file,
                lines("many-", 250) + "\n{\"name\":\"no id\"}\n"
                        + lines("more-", 3).stripTrailing());

        Run run = importFile(file, "--batch", "100");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("255 lines: 253 customers created, 0 updated, 1 refused");
        assertThat(run.err()).contains("line 252: missing_field at provided_id");
        assertThat(folder.resolve("customers.ndjson.progress")).doesNotExist();
        assertThat(api.get("/api/v1/customers/more-2").status()).isEqualTo(200);
        assertThat(importFile(file).out()).contains("0 customers created, 253 updated");
    }

    @Test
    void goesOnWhereAnInterruptedImportStoppedUnlessTheFileIsAnother() throws IOException {
        Path file = folder.resolve("long.ndjson");
        Path note = folder.resolve("long.ndjson.progress");
        // A line that is too long ends the call there, as a lost connection would.
        Files.writeString(file, lines("go-", 120) + "{\"provided_id\":\"" + "x".repeat(2 << 20) + "\"}\n");
        Run broken = importFile(file, "--batch", "50");
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.err()).contains("go on at line 101");
        assertThat(note).exists();

        Files.writeString(file, lines("go-", 120) + lines("late-", 5), StandardOpenOption.TRUNCATE_EXISTING);
        Run resumed = importFile(file);
        assertThat(resumed.exit()).describedAs(resumed.err()).isZero();
        assertThat(resumed.err()).contains("Going on at line 101");
        assertThat(resumed.out()).contains("125 lines: 125 customers created, 0 updated");
        assertThat(note).doesNotExist();
        assertThat(api.get("/api/v1/customers/go-7").json().path("version").intValue())
                .isEqualTo(1);

        Files.writeString(note, "{\"offset\":10,\"sha256\":\"00\",\"lines\":1}");
        assertThat(importFile(file).out()).contains("125 lines: 0 customers created, 125 updated");
    }
}
