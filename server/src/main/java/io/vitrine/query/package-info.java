/**
 * Queries: from a dataset's template, a customer and what the viewer chose to rows.
 *
 * <p>{@link io.vitrine.query.QueryService} joins the pure {@code template} package with the data sources; {@code
 * result} writes rows, {@code load} bounds how many queries run at once.
 */
@NullMarked
package io.vitrine.query;

import org.jspecify.annotations.NullMarked;
