package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the ordinary update that takes a change back.
 *
 * <p>Each field that the change touched must still be as the change left it: what somebody changed since is not lost.
 */
final class CustomerUndo {
    /** How the history shows what was deleted since. */
    private static final String DELETED = "deleted (";

    private final CustomerStore customers;
    private final CustomerHistory history;

    CustomerUndo(CustomerStore customers, CustomerHistory history) {
        this.customers = customers;
        this.history = history;
    }

    /** The update; refused with a reason where the change cannot be taken back. */
    CustomerUpdate update(Session session, Caller caller, String providedId, long version) {
        HistoryEntry entry = history.entries(session, caller, providedId, OptionalLong.of(version + 1), 1).stream()
                .filter(one -> one.version() == version)
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.NOT_FOUND, "version", "The customer has no change of version " + version + "."));
        if (!entry.action().equals("update")) {
            throw cannot(
                    entry.action().equals("create")
                            ? "A creation is taken back by deleting the customer."
                            : "The old token was shown to nobody but the one who had it; it cannot come back.");
        }
        ObjectNode before = entry.before().orElseGet(Json::object);
        ComputedCustomer computed =
                customers.findByProvidedId(session, caller, providedId).orElseThrow(CustomerRefusals::unknownCustomer);
        requireUntouched(current(computed), entry.after().orElseGet(Json::object));
        requireThere(before);
        Customer customer = computed.customer();
        List<String> emails = texts(before.path("emails"));
        return new CustomerUpdate(
                providedId,
                text(before, "provided_id").filter(id -> !id.equals(providedId)),
                text(before, "name"),
                object(before, "mapping"),
                Optional.empty(),
                before.has("is_demo_group")
                        ? Optional.of(before.path("is_demo_group").booleanValue())
                        : Optional.empty(),
                object(before, "properties"),
                Optional.empty(),
                emails.stream()
                        .filter(email -> !customer.emails().contains(email))
                        .toList(),
                before.has("emails")
                        ? customer.emails().stream()
                                .filter(email -> !emails.contains(email))
                                .toList()
                        : List.of(),
                before.has("group_tags") ? Optional.of(texts(before.path("group_tags"))) : Optional.empty(),
                text(before, "hierarchy_level_name"),
                text(before, "parent_provided_id"),
                OptionalLong.of(customer.version()));
    }

    /** The customer in the words of the history. */
    private static ObjectNode current(ComputedCustomer computed) {
        Customer customer = computed.customer();
        ObjectNode json = Json.object()
                .put("provided_id", customer.providedId())
                .put("name", customer.name())
                .put("is_demo_group", customer.isDemoGroup())
                .put("hierarchy_level_name", customer.level().name())
                .put(
                        "parent_provided_id",
                        computed.parent().map(Customer::providedId).orElse(""));
        json.set("properties", customer.properties().node());
        json.set("mapping", customer.mapping().node());
        customer.emails().forEach(json.putArray("emails")::add);
        customer.groupTags().forEach(json.putArray("group_tags")::add);
        return json;
    }

    private static void requireUntouched(ObjectNode current, ObjectNode after) {
        String changed = after.propertyNames().stream()
                .filter(field -> !Json.write(current.path(field)).equals(Json.write(withoutDeleted(after.path(field)))))
                .collect(Collectors.joining(", "));
        if (!changed.isEmpty()) {
            throw cannot("It was changed again since: " + changed + ". Take the later changes back first.");
        }
    }

    /** Tags that were deleted since are gone from the customer, too. */
    private static JsonNode withoutDeleted(JsonNode value) {
        if (!value.isArray()) {
            return value;
        }
        var kept = Json.MAPPER.createArrayNode();
        value.forEach(element -> {
            if (!element.asString("").startsWith(DELETED)) {
                kept.add(element);
            }
        });
        return kept;
    }

    private static void requireThere(ObjectNode before) {
        List<String> gone = new ArrayList<>();
        before.properties().forEach(field -> {
            boolean deleted = field.getValue().isArray()
                    ? texts(field.getValue()).stream().anyMatch(text -> text.startsWith(DELETED))
                    : field.getValue().asString("").startsWith(DELETED);
            if (deleted && !List.of("name", "emails").contains(field.getKey())) {
                gone.add(field.getKey());
            }
        });
        if (!gone.isEmpty()) {
            throw cannot("What it had before is deleted: " + String.join(", ", gone) + ".");
        }
    }

    private static Optional<String> text(ObjectNode fields, String name) {
        return fields.path(name).isString() ? Optional.of(fields.path(name).stringValue()) : Optional.empty();
    }

    private static Optional<ObjectNode> object(ObjectNode fields, String name) {
        return fields.path(name) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(element -> element.asString("")).toList();
    }

    private static Refusal cannot(String why) {
        return new Refusal(ErrorCode.PRECONDITION_FAILED, "version", "This change cannot be taken back. " + why);
    }
}
