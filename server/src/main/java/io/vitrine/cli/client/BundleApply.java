package io.vitrine.cli.client;

import io.vitrine.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a server keep what the documents of a folder say, one change after the other. */
final class BundleApply {
    private final ServerCalls server;
    private final ServerBundle kept;

    BundleApply(ServerCalls server, ServerBundle kept) {
        this.server = server;
        this.kept = kept;
    }

    /** Carries the changes out, in the order in which things need one another. */
    void apply(List<BundleChange> changes) throws IOException {
        for (BundleChange change : changes) {
            switch (change.key().kind()) {
                case LEVELS -> levels(change);
                case GROUP_TAGS -> missing(change, "group_tags", "/api/create_group_tag");
                case VISIBILITY_GROUPS -> missing(change, "visibility_groups", "/api/v1/visibility-groups");
                case SCHEMA -> schema(change);
                case DATA_SOURCE -> source(change);
                case CUSTOMER, DASHBOARD -> {}
            }
        }
        changes.stream()
                .filter(change -> change.key().kind() == BundleKind.SCHEMA)
                .forEach(this::defaultSource);
        customers(changes.stream()
                .filter(change -> change.key().kind() == BundleKind.CUSTOMER)
                .toList());
        changes.stream()
                .filter(change -> change.key().kind() == BundleKind.DASHBOARD)
                .forEach(this::dashboard);
    }

    /** Deletes what no document names; users before their parents, data sources before their schemas. */
    void prune(List<BundleKey> surplus) {
        for (BundleKey key : surplus.reversed()) {
            switch (key.kind()) {
                case SCHEMA -> server.delete("/api/v1/schemas/" + id(key));
                case DATA_SOURCE -> server.delete("/api/v1/data-sources/" + id(key));
                case DASHBOARD -> server.delete("/api/v1/dashboards/" + key.name());
                case LEVELS, GROUP_TAGS, VISIBILITY_GROUPS, CUSTOMER ->
                    throw new IllegalArgumentException("never pruned: " + key);
            }
        }
    }

    private long id(BundleKey key) {
        return kept.id(key.kind(), key.name())
                .orElseThrow(() -> new CallFailure("There is no " + key + " on the server or in the folder."));
    }

    private void levels(BundleChange change) {
        ObjectNode body = Json.object();
        change.wanted()
                .path("levels")
                .forEach(name -> body.withArray("levels").addObject().set("name", name));
        server.put("/api/v1/levels", body);
    }

    private void missing(BundleChange change, String member, String path) {
        Set<JsonNode> there = new HashSet<>();
        change.current().ifPresent(current -> current.path(member).forEach(there::add));
        for (JsonNode name : change.wanted().path(member)) {
            if (!there.contains(name)) {
                ObjectNode body = Json.object();
                body.set("name", name);
                server.post(path, body);
            }
        }
    }

    private void schema(BundleChange change) {
        ObjectNode body = picked(change, "name", "id", "strict_mapping");
        if (change.isNew()) {
            JsonNode made = server.post("/api/v1/schemas", body);
            kept.learn(BundleKind.SCHEMA, change.key().name(), made.path("id").longValue());
        } else if (change.concerns("strict_mapping")) {
            server.patch("/api/v1/schemas/" + id(change.key()), picked(change, "strict_mapping"));
        }
    }

    private void defaultSource(BundleChange change) {
        JsonNode wanted = change.wanted().path("default_data_source");
        if (change.concerns("default_data_source") && (!wanted.isNull() || !change.isNew())) {
            ObjectNode body = Json.object();
            if (wanted.isNull()) {
                body.putNull("default_data_source_id");
            } else {
                body.put("default_data_source_id", id(new BundleKey(BundleKind.DATA_SOURCE, wanted.stringValue())));
            }
            server.patch("/api/v1/schemas/" + id(change.key()), body);
        }
    }

    private void source(BundleChange change) {
        if (change.isNew()) {
            ObjectNode body = picked(
                    change,
                    "name",
                    "id",
                    "provided_id",
                    "kind",
                    "connection",
                    "visibility_groups",
                    "query_timeout_seconds",
                    "max_connections");
            body.put(
                    "schema_id",
                    id(new BundleKey(
                            BundleKind.SCHEMA, change.wanted().path("schema").asString(""))));
            JsonNode made = server.post("/api/v1/data-sources", body);
            kept.learn(
                    BundleKind.DATA_SOURCE, change.key().name(), made.path("id").longValue());
            return;
        }
        if (change.concerns("schema") || change.concerns("kind") || change.concerns("id")) {
            throw new CallFailure(change.key() + ": id, schema and kind stay as they were made.");
        }
        ObjectNode body = Json.object();
        change.fields().forEach(field -> body.set(field, change.wanted().path(field)));
        server.patch("/api/v1/data-sources/" + id(change.key()), body);
    }

    private static ObjectNode picked(BundleChange change, String... fields) {
        ObjectNode body = Json.object();
        for (String field : fields) {
            if (change.wanted().has(field)) {
                body.set(field, change.wanted().path(field));
            }
        }
        return body;
    }

    /** Parents before children, through the call that takes many. */
    private void customers(List<BundleChange> changes) throws IOException {
        if (changes.isEmpty()) {
            return;
        }
        List<BundleChange> ordered = new ArrayList<>();
        Set<String> waiting = new HashSet<>();
        changes.forEach(change -> waiting.add(change.key().name()));
        List<BundleChange> left = new ArrayList<>(changes);
        while (!left.isEmpty()) {
            List<BundleChange> ready = left.stream()
                    .filter(change -> !waiting.contains(
                            change.wanted().path("parent_provided_id").asString("")))
                    .toList();
            if (ready.isEmpty()) {
                throw new CallFailure("These customers are one another's parents: " + waiting + ".");
            }
            ordered.addAll(ready);
            left.removeAll(ready);
            ready.forEach(change -> waiting.remove(change.key().name()));
        }
        StringBuilder lines = new StringBuilder();
        ordered.forEach(change -> lines.append(Json.write(line(change))).append('\n'));
        byte[] sent = lines.toString().getBytes(StandardCharsets.UTF_8);
        try (BufferedReader results = new BufferedReader(
                new InputStreamReader(server.lines("/api/v1/customers:bulk", sent), StandardCharsets.UTF_8))) {
            for (BundleChange change : ordered) {
                String text = results.readLine();
                JsonNode result = text == null ? Json.object() : Json.MAPPER.readTree(text);
                if (result.path("success").asInt(0) == 0) {
                    throw new CallFailure(
                            change.key() + ": " + result.path("error_msg").asString("the server's answer ended early"));
                }
            }
        }
    }

    private ObjectNode line(BundleChange change) {
        ObjectNode line = picked(
                change,
                "provided_id",
                "name",
                "hierarchy_level_name",
                "is_demo_group",
                "properties",
                "emails",
                "group_tags");
        if (change.concerns("parent_provided_id")) {
            line.put(
                    "parent_provided_id",
                    change.wanted().path("parent_provided_id").asString(""));
        }
        if (change.wanted().path("mapping") instanceof ObjectNode named) {
            ObjectNode mapping = line.putObject("mapping");
            named.properties()
                    .forEach(entry -> mapping.put(
                            Long.toString(id(new BundleKey(BundleKind.SCHEMA, entry.getKey()))),
                            Long.toString(id(new BundleKey(
                                    BundleKind.DATA_SOURCE, entry.getValue().asString(""))))));
        }
        change.current().filter(current -> change.concerns("emails")).ifPresent(current -> {
            Set<String> wanted = new HashSet<>();
            change.wanted().path("emails").forEach(one -> wanted.add(one.asString("")));
            current.path("emails").forEach(one -> {
                if (!wanted.contains(one.asString(""))) {
                    line.withArray("emails_remove").add(one);
                }
            });
        });
        return line;
    }

    private void dashboard(BundleChange change) {
        String path = "/api/v1/dashboards/" + change.key().name();
        if (change.isNew()) {
            server.post(
                    "/api/v1/dashboards",
                    picked(change, "embed_id", "name", "attributes", "is_drilldown", "visibility", "definition"));
        } else if (change.concerns("name")
                || change.concerns("attributes")
                || change.concerns("is_drilldown")
                || change.concerns("visibility")) {
            server.patch(path, picked(change, "name", "attributes", "is_drilldown", "visibility"));
        }
        if (change.concerns("definition")) {
            server.postReplacing(path + "/versions", picked(change, "definition"));
        }
        int latest = server.get(path).path("latest_version").asInt(0);
        for (JsonNode environment : change.wanted().path("environments")) {
            server.put(
                    path + "/environments/" + ServerCalls.segment(environment.asString("")),
                    Json.object().put("version", latest));
        }
    }
}
