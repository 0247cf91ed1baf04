package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.Cursor;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.customer.CustomerPage;
import io.vitrine.customer.CustomerSearch;
import io.vitrine.customer.HistoryEntry;
import io.vitrine.customer.Inherited;
import io.vitrine.customer.LevelVariables;
import io.vitrine.http.CustomerJson;
import io.vitrine.http.Guard;
import io.vitrine.http.QueryFields;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/customers}: the customers of the token's group, read. */
public final class CustomerResource {
    private static final String PATH = "/api/v1/customers";
    private static final int LARGEST_PAGE = 1_000;
    private static final int USUAL_PAGE = 100;

    private final CustomerDirectory directory;

    public CustomerResource(CustomerDirectory directory) {
        this.directory = directory;
    }

    public List<Route> routes(Guard guard) {
        String one = PATH + "/{provided_id}";
        return List.of(
                Route.get(PATH, guard.with(Permission.READ, this::list)),
                Route.get(one, guard.with(Permission.READ, this::get)),
                Route.get(one + "/computed", guard.with(Permission.READ, this::computed)),
                Route.get(one + "/changes", guard.with(Permission.READ, this::changes)));
    }

    private Reply list(Caller caller, Request request) {
        QueryFields query = new QueryFields(request);
        CustomerSearch search = new CustomerSearch(
                query.text("search"),
                query.text("group_tag"),
                query.text("hierarchy_level_name"),
                query.text("parent_provided_id"),
                query.bool("roots").orElse(false),
                query.text("subtree_of"),
                query.bool("is_demo_group"),
                query.instant("modified_since"));
        CustomerPage page = directory.list(caller, search, V1Replies.cursor(query), limit(query));
        ObjectNode body = Json.object();
        ArrayNode customers = body.putArray("customers");
        page.customers().forEach(customer -> customers.add(CustomerJson.of(customer, caller)));
        V1Replies.putCursor(body, page.next().map(Cursor::text));
        return Reply.json(body);
    }

    private Reply get(Caller caller, Request request) {
        ComputedCustomer customer = directory.get(caller, request.pathParameter("provided_id"));
        return Reply.json(CustomerJson.of(customer, caller)).with("ETag", CustomerJson.etag(customer.customer()));
    }

    private Reply computed(Caller caller, Request request) {
        ComputedCustomer customer = directory.get(caller, request.pathParameter("provided_id"));
        ObjectNode body = Json.object();
        put(body, "properties", customer.properties(), CustomerResource::setJson);
        put(body, "mapping", customer.mapping(), CustomerResource::setJson);
        put(body, "variables", LevelVariables.of(customer), CustomerResource::setText);
        put(body, "group_tags", customer.groupTags(), CustomerResource::setText);
        return Reply.json(body);
    }

    private Reply changes(Caller caller, Request request) {
        QueryFields query = new QueryFields(request);
        int limit = limit(query);
        OptionalLong before = query.text("cursor")
                .map(text -> {
                    if (!text.matches("[0-9]{1,18}")) {
                        throw QueryFields.invalid("cursor", "takes the next_cursor of an answer");
                    }
                    return OptionalLong.of(Long.parseLong(text));
                })
                .orElse(OptionalLong.empty());
        List<HistoryEntry> entries = directory.changes(caller, request.pathParameter("provided_id"), before, limit + 1);
        List<HistoryEntry> shown = entries.size() > limit ? entries.subList(0, limit) : entries;
        ObjectNode body = Json.object();
        ArrayNode changes = body.putArray("changes");
        shown.forEach(entry -> changes.add(json(entry)));
        V1Replies.putCursor(
                body,
                entries.size() > limit
                        ? Optional.of(Long.toString(shown.getLast().version()))
                        : Optional.empty());
        return Reply.json(body);
    }

    private static int limit(QueryFields query) {
        return query.number("limit", 1, LARGEST_PAGE, USUAL_PAGE);
    }

    private static <T> void put(
            ObjectNode body, String name, Map<String, Inherited<T>> values, BiConsumer<ObjectNode, T> setValue) {
        ObjectNode object = body.putObject(name);
        values.forEach((key, inherited) -> {
            ObjectNode entry = object.putObject(key);
            setValue.accept(entry, inherited.value());
            entry.put("from", inherited.from());
        });
    }

    private static void setJson(ObjectNode entry, JsonNode value) {
        entry.set("value", value);
    }

    private static void setText(ObjectNode entry, String value) {
        entry.put("value", value);
    }

    private static ObjectNode json(HistoryEntry entry) {
        ObjectNode json = Json.object()
                .put("version", entry.version())
                .put("at", entry.at().toString())
                .put("action", entry.action())
                .put("actor", entry.actor());
        entry.actorName().ifPresentOrElse(name -> json.put("actor_name", name), () -> json.putNull("actor_name"));
        entry.before().ifPresentOrElse(fields -> json.set("before", fields), () -> json.putNull("before"));
        entry.after().ifPresentOrElse(fields -> json.set("after", fields), () -> json.putNull("after"));
        return json;
    }
}
