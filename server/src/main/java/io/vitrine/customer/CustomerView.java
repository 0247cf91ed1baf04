package io.vitrine.customer;

/**
 * A customer as a viewer's call finds it, and what else stood at that moment.
 *
 * @param setupVersion the version of what the team has set up (dashboards, schemas, data sources), read by the statement
 *     that read the customer: what is kept of the set-up may be used if it is of this version or a later one
 */
public record CustomerView(ComputedCustomer customer, long setupVersion) {}
