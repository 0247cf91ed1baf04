package io.vitrine.http.explo;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.Customer;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.customer.CustomerUpdate;
import io.vitrine.customer.NewCustomer;
import io.vitrine.database.Session;
import io.vitrine.error.Refusal;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.edge.Endpoint;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import io.vitrine.source.MappingCheck;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * The deprecated End User Group API over the directory: a user group is a customer, its {@code user_group_id} the
 * {@code provided_id}, its {@code team_id} the internal number.
 *
 * <p>The first generation of the API named one data source instead of a mapping, and answered with its id.
 */
public final class UserGroupCalls {
    private final CustomerDirectory directory;
    private final IdempotentCalls idempotent;

    public UserGroupCalls(CustomerDirectory directory, IdempotentCalls idempotent) {
        this.directory = directory;
        this.idempotent = idempotent;
    }

    public List<Route> routes(Guard guard) {
        Endpoint create = guard.with(Permission.WRITE, this::getOrCreate);
        Endpoint update = guard.with(Permission.WRITE, this::update);
        Endpoint delete = guard.with(Permission.DELETE, this::delete);
        return List.of(
                Route.post("/api/create_user_group", create),
                Route.post("/embed/create_user_group", create),
                Route.post("/api/update_user_group", update),
                Route.post("/embed/update_user_group", update),
                Route.delete("/api/delete_user_group", delete),
                Route.post("/api/delete_user_group", delete),
                Route.post("/api/refresh_user_group_token", guard.with(Permission.WRITE, this::refreshToken)));
    }

    private Reply getOrCreate(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            BodyFields body = BodyFields.of(request);
            CustomerDirectory.Creation creation = directory.getOrCreate(
                    session,
                    caller,
                    new NewCustomer(
                            body.requiredId("user_group_id"),
                            body.name("name"),
                            mapping(session, caller, body),
                            body.bool("is_demo_group").orElse(false),
                            body.object("properties"),
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
            ObjectNode answer = Success.body().put("new_user_group", creation.isNew());
            answer.set("user_group", json(creation.customer()));
            return Reply.json(answer);
        });
    }

    private Reply update(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            BodyFields body = BodyFields.of(request);
            CustomerUpdate update = new CustomerUpdate(
                    body.requiredId("user_group_id"),
                    Optional.empty(),
                    body.name("name"),
                    mapping(session, caller, body),
                    Optional.empty(),
                    body.bool("is_demo_group"),
                    body.object("properties"),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty());
            ObjectNode answer = Success.body();
            answer.set("user_group", json(inWordsOfUserGroups(() -> directory.update(session, caller, update))));
            return Reply.json(answer);
        });
    }

    private Reply delete(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            directory.delete(session, caller, BodyFields.of(request).requiredText("current_token"));
            return Success.reply();
        });
    }

    private Reply refreshToken(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            Customer customer = directory
                    .refreshToken(session, caller, BodyFields.of(request).requiredText("current_token"))
                    .customer();
            ObjectNode answer = Success.body();
            putIdentity(answer.putObject("user_group"), customer);
            return Reply.json(answer);
        });
    }

    /** The mapping, or the one entry that the single data source of the first generation stands for. */
    private static Optional<ObjectNode> mapping(Session session, Caller caller, BodyFields body) {
        if (body.has("mapping")) {
            return body.object("mapping");
        }
        for (String field : new String[] {"data_source_id", "data_source_provided_id"}) {
            Optional<String> source = body.id(field);
            if (source.isPresent()) {
                return Optional.of(MappingCheck.ofDataSource(session, caller, source.get(), field));
            }
        }
        return Optional.empty();
    }

    private static ComputedCustomer inWordsOfUserGroups(Supplier<ComputedCustomer> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            throw refusal.field().filter("provided_id"::equals).isPresent()
                    ? new Refusal(
                            refusal.code(), "user_group_id", refusal.text().replace("provided_id", "user_group_id"))
                    : refusal;
        }
    }

    private static ObjectNode json(ComputedCustomer computed) {
        Customer customer = computed.customer();
        ObjectNode json = Json.object();
        putIdentity(json, customer);
        json.put("is_demo_group", customer.isDemoGroup());
        json.set("properties", customer.properties().node());
        json.put("api_environment_tag", customer.isDemoGroup() ? "Testing" : "Customer");
        ObjectNode mapping = customer.mapping().node();
        if (mapping.size() == 1) {
            json.put(
                    "data_source_id",
                    Long.parseLong(mapping.values().iterator().next().stringValue()));
        }
        return json;
    }

    private static void putIdentity(ObjectNode json, Customer customer) {
        json.put("team_id", customer.id());
        json.put("token", customer.token().text());
        json.put("name", customer.name());
        json.put("provided_id", customer.providedId());
    }
}
