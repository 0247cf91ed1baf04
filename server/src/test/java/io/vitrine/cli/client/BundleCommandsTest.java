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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./vitrine apply} and {@code ./vitrine export}: what a team keeps, as files. */
final class BundleCommandsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFolderIsAppliedOnceAndComesBackByteForByte() throws IOException {
        write("levels.yaml", "# highest first\nlevels: [Customer, User]\n");
        write("group-tags.yaml", "group_tags:\n  - premium\n");
        write("schemas/shop.yaml", "name: shop\nid: 40\ndefault_data_source: Books  # the usual one\n");
        write(
                "data-sources/books.yaml",
                "name: Books\nid: 213\nschema: shop\nkind: duckdb\nconnection:\n  path: "
                        + Shop.duckDb(Shop.orders("books", "acme")).get("path") + "\n");
        write("customers/alice.yaml", "provided_id: alice\nparent_provided_id: acme\nhierarchy_level_name: User\n");
        write("customers/acme.yaml", """
                provided_id: acme
                properties: {price: 12.50, zip: "0815"}
                mapping: {shop: Books}
                group_tags: [premium]
                emails: [ann@example.com]
                """);
        write("dashboards/sales.yaml", """
                embed_id: shopsales9
                name: Sales
                environments: [production]
                definition:
                  name: Sales
                  datasets:
                    - name: orders
                      schema: shop
                      sql: |
                        select amount from orders
                        where customer_id = {{ customer_id }}
                  panels: []
                """);
        Map<Path, String> files = files();
        try (TestServer server = TestServer.start()) {
            assertThat(run(server, new ApplyCommand(), "--dry-run")).contains("+ customer acme", "changes to make");
            assertThat(server.admin().get("/api/v1/schemas").text()).doesNotContain("shop");

            assertThat(run(server, new ApplyCommand())).contains("+ schema shop", "+ dashboard shopsales9");
            assertThat(run(server, new ApplyCommand())).contains("Nothing to change.");
            ApiClient api = server.admin();
            assertThat(api.get("/api/v1/customers/alice/computed").text())
                    .contains("\"price\":{\"value\":12.50,\"from\":\"acme\"}", "\"value\":\"213\"");
            assertThat(api.get("/api/v1/dashboards/shopsales9").text()).contains("\"production\":1");

            run(server, new ExportCommand());
            assertThat(files()).containsAllEntriesOf(files);

            write("customers/acme.yaml", "provided_id: acme\nemails: []\nproperties: {price: 13}\n");
            assertThat(run(server, new ApplyCommand()))
                    .contains("~ customer acme: emails, properties", "1 changes made");
            assertThat(api.get("/api/v1/customers/acme").text()).contains("\"emails\":[]", "{\"price\":13}");
        }
    }

    @Test
    void anExportAppliedToAnEmptyServerExportsTheSameBytes() throws IOException {
        try (TestServer server = TestServer.start()) {
            Shop shop = new Shop(server.admin());
            long schema = shop.schema("shop");
            shop.defaultSource(schema, shop.source(schema, "Füller & Co", "duckdb", Shop.duckDb(Shop.ORDERS)));
            server.admin()
                    .post(
                            "/api/create_customer/",
                            "{'provided_id':'a/b','name':'yes','properties':{'date':'2024-01-31','no':'0x1F','n':1.50}}");
            run(server, new ExportCommand());
        }
        Map<Path, String> files = files();
        try (TestServer other = TestServer.start()) {
            run(other, new ApplyCommand());
            assertThat(run(other, new ApplyCommand())).contains("Nothing to change.");
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
            }
            run(other, new ExportCommand());
        }
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void pruneDeletesWhatNoFileNames() throws IOException {
        try (TestServer server = TestServer.start()) {
            new Shop(server.admin()).schema("old");
            Files.createDirectories(folder);
            assertThat(run(server, new ApplyCommand())).contains("Nothing to change.");
            assertThat(run(server, new ApplyCommand(), "--prune")).contains("- schema old");
            assertThat(server.admin().get("/api/v1/schemas").text()).doesNotContain("old");
        }
    }

    private String run(TestServer server, Object command, String... more) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(command);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));
        String[] arguments = Stream.concat(
                        Stream.of(
                                folder.toString(), "--url", server.url().toString(), "--token", TestServer.ADMIN_TOKEN),
                        Stream.of(more))
                .toArray(String[]::new);
        assertThat(line.execute(arguments)).describedAs(out.toString()).isZero();
        return out.toString();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Map<Path, String> files() throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file), Files.readString(file));
            }
        }
        return files;
    }
}
