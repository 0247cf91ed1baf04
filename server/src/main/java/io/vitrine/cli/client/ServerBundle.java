package io.vitrine.cli.client;

import io.vitrine.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a server keeps, in the shape of the documents of a folder; schemas and data sources by name. */
final class ServerBundle {
    private final ServerCalls server;
    private final Map<BundleKey, ObjectNode> documents = new TreeMap<>();
    private final Map<BundleKey, Long> ids = new HashMap<>();
    private final Set<String> secrets = new TreeSet<>();
    private final Map<Long, String> schemas = new HashMap<>();
    private final Map<Long, String> sources = new HashMap<>();

    private ServerBundle(ServerCalls server) {
        this.server = server;
    }

    /** Reads everything that the token's team keeps, and the customers of the token's group. */
    static ServerBundle read(ServerCalls server) {
        ServerBundle bundle = new ServerBundle(server);
        bundle.names(BundleKind.LEVELS, "levels", server.get("/api/v1/levels"));
        bundle.names(BundleKind.GROUP_TAGS, "group_tags", server.get("/api/group_tags"));
        bundle.names(BundleKind.VISIBILITY_GROUPS, "visibility_groups", server.get("/api/v1/visibility-groups"));
        server.get("/api/v1/source-kinds")
                .path("source_kinds")
                .forEach(kind -> kind.path("settings")
                        .valueStream()
                        .filter(setting -> setting.path("secret").booleanValue())
                        .forEach(setting ->
                                bundle.secrets.add(setting.path("name").stringValue())));
        bundle.sources();
        bundle.customers();
        bundle.dashboards();
        return bundle;
    }

    Map<BundleKey, ObjectNode> documents() {
        return documents;
    }

    /** The connection settings that are never shown. */
    Set<String> secrets() {
        return secrets;
    }

    /** The server's id of a schema or data source; empty where it has none of that name. */
    Optional<Long> id(BundleKind kind, String name) {
        return Optional.ofNullable(ids.get(new BundleKey(kind, name)));
    }

    void learn(BundleKind kind, String name, long id) {
        ids.put(new BundleKey(kind, name), id);
    }

    private void names(BundleKind kind, String member, JsonNode answer) {
        ObjectNode document = Json.object();
        ArrayNode names = document.putArray(member);
        answer.path(member).forEach(one -> names.add(one.path("name").stringValue()));
        documents.put(new BundleKey(kind, ""), document);
    }

    private void sources() {
        JsonNode allSchemas = server.get("/api/v1/schemas").path("schemas");
        JsonNode allSources = server.get("/api/v1/data-sources").path("data_sources");
        allSchemas.forEach(one -> {
            schemas.put(one.path("id").longValue(), one.path("name").stringValue());
            learn(
                    BundleKind.SCHEMA,
                    one.path("name").stringValue(),
                    one.path("id").longValue());
        });
        for (JsonNode one : allSources) {
            String name = one.path("name").stringValue();
            sources.put(one.path("id").longValue(), name);
            learn(BundleKind.DATA_SOURCE, name, one.path("id").longValue());
            ObjectNode document = Json.object().put("name", name);
            document.set("id", one.path("id"));
            document.set("provided_id", one.path("provided_id"));
            document.put("schema", schemas.getOrDefault(one.path("schema_id").longValue(), ""));
            for (String field :
                    new String[] {"kind", "connection", "visibility_groups", "query_timeout_seconds", "max_connections"
                    }) {
                document.set(field, one.path(field));
            }
            documents.put(new BundleKey(BundleKind.DATA_SOURCE, name), document);
        }
        for (JsonNode one : allSchemas) {
            ObjectNode document = Json.object().put("name", one.path("name").stringValue());
            document.set("id", one.path("id"));
            document.set("strict_mapping", one.path("strict_mapping"));
            document.set("default_data_source", named(one.path("default_data_source_id")));
            documents.put(new BundleKey(BundleKind.SCHEMA, one.path("name").stringValue()), document);
        }
    }

    private JsonNode named(JsonNode id) {
        return id.isNull() ? id : Json.MAPPER.getNodeFactory().stringNode(sources.getOrDefault(id.longValue(), ""));
    }

    private void customers() {
        String cursor = "";
        do {
            JsonNode page = server.get("/api/v1/customers?limit=1000"
                    + (cursor.isEmpty() ? "" : "&cursor=" + ServerCalls.segment(cursor)));
            page.path("customers").forEach(this::customer);
            cursor = page.path("next_cursor").asString("");
        } while (!cursor.isEmpty());
    }

    private void customer(JsonNode one) {
        String id = one.path("provided_id").stringValue();
        ObjectNode document = Json.object().put("provided_id", id);
        document.set("name", one.path("name"));
        document.set("hierarchy_level_name", one.path("hierarchy_level"));
        document.set("parent_provided_id", one.path("parent_provided_id"));
        document.set("is_demo_group", one.path("is_demo_group"));
        document.set("properties", one.path("properties"));
        ObjectNode mapping = document.putObject("mapping");
        one.path("parent_schema_datasource_mapping")
                .properties()
                .forEach(entry -> mapping.put(
                        schemas.getOrDefault(Long.valueOf(entry.getKey()), entry.getKey()),
                        sources.getOrDefault(Long.valueOf(entry.getValue().asString()), "")));
        document.set("emails", one.path("emails"));
        document.set("group_tags", one.path("group_tags"));
        documents.put(new BundleKey(BundleKind.CUSTOMER, id), document);
    }

    private void dashboards() {
        for (JsonNode one : server.get("/api/v1/dashboards").path("dashboards")) {
            String id = one.path("embed_id").stringValue();
            boolean saved = !one.path("latest_version").isNull();
            JsonNode held = server.get("/api/v1/dashboards/" + id
                    + (saved ? "/versions/" + one.path("latest_version").intValue() : "/draft"));
            ObjectNode document = Json.object().put("embed_id", id);
            for (String field : new String[] {"name", "attributes", "is_drilldown", "visibility"}) {
                document.set(field, one.path(field));
            }
            ArrayNode environments = document.putArray("environments");
            one.path("environments").properties().stream()
                    .filter(environment -> environment.getValue().equals(one.path("latest_version")))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .forEach(environments::add);
            document.set("definition", held.path("definition"));
            documents.put(new BundleKey(BundleKind.DASHBOARD, id), document);
        }
    }
}
