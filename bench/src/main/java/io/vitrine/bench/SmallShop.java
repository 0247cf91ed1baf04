package io.vitrine.bench;

import io.vitrine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A dashboard for every customer of a directory, on one small table: for benches whose subject is not the query. */
final class SmallShop {
    static final String PANEL = "orders";

    private static final String EMBED_ID = "growthshop";
    private static final long SCHEMA = 70;

    private SmallShop() {}

    /** Tells a server of the table and the dashboard, unless its directory has them already. */
    static void open(Stage stage, Calls calls) throws IOException, InterruptedException {
        if (calls.has("/api/v1/schemas/" + SCHEMA)) {
            return;
        }
        Path folder = Files.createDirectories(stage.work().resolve("data/files/growth"));
        Files.writeString(folder.resolve("orders.csv"), "region,amount\nEMEA,10\nAPAC,20\nAMER,30\n");
        calls.post("/api/v1/schemas", Json.object().put("name", "growth").put("id", SCHEMA));
        ObjectNode source = Json.object().put("name", "growth").put("schema_id", SCHEMA).put("kind", "duckdb");
        source.putObject("connection").put("path", folder.toString());
        long id = calls.post("/api/v1/data-sources", source).path("id").longValue();
        calls.send("PATCH", "/api/v1/schemas/" + SCHEMA, Json.object().put("default_data_source_id", id));
        ObjectNode definition = Json.object().put("name", "Growth");
        definition.putArray("datasets")
                .addObject()
                .put("name", PANEL)
                .put("schema", "growth")
                .put("sql", "select region, amount from orders order by 1")
                .putObject("cache")
                .put("ttl_seconds", 3600);
        definition.putArray("panels").addObject().put("id", PANEL).put("type", "table").put("dataset", PANEL);
        ObjectNode dashboard = Json.object().put("embed_id", EMBED_ID).put("name", "Growth");
        dashboard.set("definition", definition);
        calls.post("/api/v1/dashboards", dashboard);
        calls.post("/api/v1/dashboards/" + EMBED_ID + "/versions", Json.object());
    }

    /** With what a viewer of a customer is let in. */
    static String viewerToken(Calls calls, String providedId) throws IOException, InterruptedException {
        JsonNode answer = calls.post("/api/get_customer/", Json.object().put("provided_id", providedId));
        return EMBED_ID + ":" + answer.path("customer").path("token").asString();
    }
}
