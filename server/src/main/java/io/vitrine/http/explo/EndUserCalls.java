package io.vitrine.http.explo;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.EmailAddress;
import io.vitrine.customer.EndUsers;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.edge.Endpoint;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The deprecated End User API. The customer is named by {@code customer_id}, before that {@code end_user_group_id}. */
public final class EndUserCalls {
    private final EndUsers endUsers;
    private final IdempotentCalls idempotent;

    public EndUserCalls(EndUsers endUsers, IdempotentCalls idempotent) {
        this.endUsers = endUsers;
        this.idempotent = idempotent;
    }

    public List<Route> routes(Guard guard) {
        Endpoint delete = guard.with(Permission.DELETE, this::delete);
        return List.of(
                Route.post("/api/create_end_user", guard.with(Permission.WRITE, this::getOrCreate)),
                Route.post("/api/update_end_user", guard.with(Permission.WRITE, this::update)),
                Route.delete("/api/delete_end_user", delete),
                Route.post("/api/delete_end_user", delete));
    }

    private Reply getOrCreate(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            BodyFields body = BodyFields.of(request);
            String providedId = body.requiredId("provided_id");
            String email = email(body).orElseThrow(() -> BodyFields.missing("email"));
            EndUsers.EndUser wanted = new EndUsers.EndUser(
                    providedId, email, body.object("attributes").orElseGet(Json::object));
            return answer(endUsers.getOrCreate(session, caller, customer(body), wanted));
        });
    }

    private Reply update(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            BodyFields body = BodyFields.of(request);
            return answer(endUsers.update(
                    session,
                    caller,
                    customer(body),
                    body.requiredId("provided_id"),
                    email(body),
                    body.object("attributes")));
        });
    }

    private Reply delete(Caller caller, Request request) {
        return idempotent.run(request, caller, session -> {
            BodyFields body = BodyFields.of(request);
            endUsers.delete(session, caller, customer(body), body.requiredId("provided_id"));
            return Success.reply();
        });
    }

    private static EndUsers.CustomerReference customer(BodyFields body) {
        String field = body.has("customer_id") || !body.has("end_user_group_id") ? "customer_id" : "end_user_group_id";
        String text = body.requiredId(field);
        return new EndUsers.CustomerReference(
                text, body.value(field).filter(value -> value.isNumber()).isPresent());
    }

    private static Optional<String> email(BodyFields body) {
        Optional<String> email = body.text("email");
        if (email.isPresent() && !EmailAddress.isValid(email.get())) {
            throw BodyFields.invalid("email", "The field email takes an e-mail address, such as ann@example.com.");
        }
        return email;
    }

    private static Reply answer(EndUsers.EndUser endUser) {
        ObjectNode body = Success.body();
        ObjectNode json = body.putObject("end_user");
        json.put("provided_id", endUser.providedId());
        json.put("email", endUser.email());
        json.set("attributes", endUser.attributes());
        return Reply.json(body);
    }
}
