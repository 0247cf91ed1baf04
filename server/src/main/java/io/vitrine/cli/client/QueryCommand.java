package io.vitrine.cli.client;

import io.vitrine.json.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./vitrine query}: runs a template as a customer and prints the rows. */
@Command(
        name = "query",
        description = "Runs a query as a customer, on the data source that the customer is mapped to.",
        mixinStandardHelpOptions = true)
public final class QueryCommand implements Callable<Integer> {
    /** How rows are printed. */
    enum Format {
        TABLE,
        JSON,
        CSV
    }

    /** Put here by picocli. */
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--as", required = true, paramLabel = "CUSTOMER", description = "The customer, by provided_id.")
    private String customer = "";

    @Option(names = "--schema", required = true, paramLabel = "S", description = "The schema, by name or id.")
    private String schema = "";

    @Option(
            names = "--var",
            paramLabel = "NAME=JSON",
            description = "A variable; what is no JSON is taken as text. May be given again.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(names = "--limit", paramLabel = "N", description = "The most rows; 1000, and 10000 at most.")
    private @Nullable Integer limit;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, json or csv.")
    private String format = "table";

    @Parameters(paramLabel = "SQL", description = "The query, in which {{ }} and [[ ]] mean what they do in datasets.")
    private String sql = "";

    @Override
    public Integer call() {
        Format wanted = format();
        ObjectNode body = Json.object().put("schema", schema).put("sql", sql).put("customer", customer);
        ObjectNode values = body.putObject("variables");
        variables.forEach((name, value) -> values.set(name, value(value)));
        if (limit != null) {
            body.put("limit", limit);
        }
        byte[] answer = server.calls(System.getenv()).write("POST", "/api/v1/query:preview", body);
        PrintWriter out = command.commandLine().getOut();
        String text = new String(answer, StandardCharsets.UTF_8);
        switch (wanted) {
            case JSON -> out.println(text);
            case CSV -> RowText.csv(Json.MAPPER.readTree(text), out);
            case TABLE -> RowText.table(Json.MAPPER.readTree(text), out);
        }
        out.flush();
        return 0;
    }

    private Format format() {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "table" -> Format.TABLE;
            case "json" -> Format.JSON;
            case "csv" -> Format.CSV;
            default -> throw new CallFailure("--format takes table, json or csv, and got \"" + format + "\".");
        };
    }

    private static JsonNode value(String text) {
        try {
            JsonNode node = Json.MAPPER.readTree(text);
            return node.isMissingNode() ? Json.MAPPER.getNodeFactory().stringNode(text) : node;
        } catch (JacksonException e) {
            return Json.MAPPER.getNodeFactory().stringNode(text);
        }
    }
}
