package io.vitrine.query;

import io.vitrine.query.template.BoundQuery;

/**
 * A query with its data source found and its values bound; running it needs nothing else.
 *
 * @param customer the provided id and group of the customer, for fairness between customers
 */
public record PreparedQuery(DatasetQuery query, String customer, ResolvedSource source, BoundQuery bound) {}
