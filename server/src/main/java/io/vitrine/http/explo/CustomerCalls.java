package io.vitrine.http.explo;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.customer.CustomerUpdate;
import io.vitrine.http.BodyFields;
import io.vitrine.http.CustomerBodies;
import io.vitrine.http.CustomerJson;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The Customer API: get, get or create, update, delete, refresh the token. */
public final class CustomerCalls {
    private final CustomerDirectory directory;
    private final IdempotentCalls idempotent;

    public CustomerCalls(CustomerDirectory directory, IdempotentCalls idempotent) {
        this.directory = directory;
        this.idempotent = idempotent;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.post("/api/get_customer", guard.with(Permission.READ, this::get)),
                Route.post("/api/create_customer", guard.with(Permission.WRITE, this::getOrCreate)),
                Route.post("/api/update_customer", guard.with(Permission.WRITE, this::update)),
                Route.delete("/api/delete_customer", guard.with(Permission.DELETE, this::delete)),
                // Proxies drop the body of a DELETE; the same call as a POST gets through.
                Route.post("/api/delete_customer", guard.with(Permission.DELETE, this::delete)),
                Route.post("/api/refresh_customer_token", guard.with(Permission.WRITE, this::refreshToken)));
    }

    private Reply get(Caller caller, Request request) {
        ComputedCustomer customer = directory.get(caller, BodyFields.of(request).requiredId("provided_id"));
        ObjectNode body = Success.body();
        body.set("customer", CustomerJson.of(customer, caller));
        return Reply.json(body).with("ETag", CustomerJson.etag(customer.customer()));
    }

    private Reply getOrCreate(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            CustomerDirectory.Creation creation = directory.getOrCreate(
                    session, caller, CustomerBodies.newCustomer(BodyFields.of(request), Optional.empty()));
            ObjectNode body = Success.body();
            body.put("new_customer", creation.isNew());
            return answer(body, creation.customer());
        });
    }

    private Reply update(Caller caller, Request request) {
        CustomerUpdate update = CustomerBodies.update(BodyFields.of(request), CustomerBodies.expectedVersion(request));
        return IdempotentCalls.key(request).isEmpty()
                ? answer(directory.update(caller, update))
                : idempotent.run(request, caller, session -> answer(directory.update(session, caller, update)));
    }

    private Reply delete(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            directory.delete(session, caller, BodyFields.of(request).requiredText("current_token"));
            return Success.reply();
        });
    }

    private Reply refreshToken(Caller caller, Request request) {
        return idempotent.run(
                request,
                caller,
                session -> answer(directory.refreshToken(
                        session, caller, BodyFields.of(request).requiredText("current_token"))));
    }

    private static Reply answer(ComputedCustomer customer) {
        return answer(Success.body(), customer);
    }

    private static Reply answer(ObjectNode body, ComputedCustomer customer) {
        body.set("customer", CustomerJson.of(customer));
        return Reply.json(body).with("ETag", CustomerJson.etag(customer.customer()));
    }
}
