package io.vitrine.http.v1;

import io.vitrine.customer.CustomerSearch;
import io.vitrine.http.QueryFields;

/** What query strings say about the customers that are looked for. */
final class CustomerSearches {
    private CustomerSearches() {}

    static CustomerSearch search(QueryFields query) {
        return new CustomerSearch(
                query.text("search"),
                query.text("group_tag"),
                query.text("hierarchy_level_name"),
                query.text("parent_provided_id"),
                query.bool("roots").orElse(false),
                query.text("subtree_of"),
                query.bool("is_demo_group"),
                query.instant("modified_since"));
    }
}
