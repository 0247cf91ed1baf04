package io.vitrine.customer;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list of customers.
 *
 * @param next where the next part begins; absent at the end
 */
public record CustomerPage(List<ComputedCustomer> customers, Optional<Cursor> next) {
    public CustomerPage {
        customers = List.copyOf(customers);
    }
}
