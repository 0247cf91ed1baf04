package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.CustomerCount;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.CustomerJson;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.QueryFields;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;

/** What a page of customers needs beside the list: how many there are, and taking a change back. */
public final class CustomerAidsResource {
    private static final String PATH = "/api/v1/customers";

    private final CustomerDirectory directory;
    private final IdempotentCalls idempotent;

    public CustomerAidsResource(CustomerDirectory directory, IdempotentCalls idempotent) {
        this.directory = directory;
        this.idempotent = idempotent;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get(PATH + ":count", guard.with(Permission.READ, this::count)),
                Route.post(PATH + "/{provided_id}/changes/{version}:undo", guard.with(Permission.WRITE, this::undo)));
    }

    private Reply count(Caller caller, Request request) {
        CustomerCount count = directory.count(caller, CustomerSearches.search(new QueryFields(request)));
        return Reply.json(Json.object().put("count", count.count()).put("exact", count.isExact()));
    }

    private Reply undo(Caller caller, Request request) {
        String version = request.pathParameter("version");
        if (!version.matches("[0-9]{1,18}")) {
            throw new Refusal(ErrorCode.NOT_FOUND, "version", "Versions are numbers.");
        }
        return idempotent.run(request, caller, session -> {
            ComputedCustomer customer =
                    directory.undo(session, caller, request.pathParameter("provided_id"), Long.parseLong(version));
            return Reply.json(CustomerJson.of(customer, caller)).with("ETag", CustomerJson.etag(customer.customer()));
        });
    }
}
