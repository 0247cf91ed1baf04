package io.vitrine.query;

import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.Customer;
import io.vitrine.query.template.TenantVariables;
import java.util.List;

/** The variables that a customer has by being that customer: its levels' and its computed properties. */
public final class CustomerVariables {
    private CustomerVariables() {}

    public static TenantVariables of(ComputedCustomer computed) {
        TenantVariables tenant = TenantVariables.none();
        List<Customer> line = computed.selfAndAncestors();
        for (Customer member : line.reversed()) {
            tenant = tenant.at(member.level().name(), member.providedId(), member.name());
        }
        for (var property : computed.properties().entrySet()) {
            tenant = tenant.property(
                    property.getKey(),
                    property.getValue().value(),
                    property.getValue().from());
        }
        return tenant;
    }
}
