/**
 * The directory of customers: records, the tree they stand in, what they inherit, and every change of them.
 *
 * <p>Start at {@link io.vitrine.customer.CustomerDirectory}. The rules ({@code Hierarchy}, {@code Inheritance},
 * {@code EmailSet}) are pure; the SQL stands in {@code CustomerStore} and {@code CustomerUpdateStatement}.
 */
@NullMarked
package io.vitrine.customer;

import org.jspecify.annotations.NullMarked;
