package io.vitrine.http;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.Customer;
import io.vitrine.json.Json;
import io.vitrine.json.JsonObjectText;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** How a customer looks in answers: the documented fields in their documented order, then ours. */
public final class CustomerJson {
    private CustomerJson() {}

    /** As the caller may see it: without the customer's token for who may not see tokens. */
    public static ObjectNode of(ComputedCustomer computed, Caller caller) {
        ObjectNode json = of(computed);
        return caller.may(Permission.READ_TOKENS) ? json : json.putNull("token");
    }

    public static ObjectNode of(ComputedCustomer computed) {
        Customer customer = computed.customer();
        ObjectNode json = Json.object();
        json.put("token", customer.token().text());
        json.put("name", customer.name());
        json.put("provided_id", customer.providedId());
        json.put("is_demo_group", customer.isDemoGroup());
        customer.emails().forEach(json.putArray("emails")::add);
        customer.groupTags().forEach(json.putArray("group_tags")::add);
        set(json, "properties", customer.properties());
        set(json, "computed_properties", computed.computedProperties());
        json.put("access_group", customer.visibilityGroup());
        set(json, "parent_schema_datasource_mapping", customer.mapping());
        set(json, "computed_parent_schema_datasource_mapping", computed.computedMapping());
        json.put("hierarchy_level", customer.level().name());
        computed.parent()
                .map(Customer::providedId)
                .ifPresentOrElse(
                        parent -> json.put("parent_provided_id", parent), () -> json.putNull("parent_provided_id"));
        json.put("version", customer.version());
        json.put("created_at", customer.createdAt().toString());
        json.put("updated_at", customer.updatedAt().toString());
        return json;
    }

    private static void set(ObjectNode json, String field, JsonObjectText object) {
        json.putRawValue(field, new RawValue(object.text()));
    }

    /** The entity tag of a customer's version, quotes included. */
    public static String etag(Customer customer) {
        return "\"" + customer.version() + "\"";
    }
}
