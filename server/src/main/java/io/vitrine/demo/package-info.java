/** The samples of {@code ./vitrine demo}: a team with two tenants, and a small shop's orders in two databases. */
@NullMarked
package io.vitrine.demo;

import org.jspecify.annotations.NullMarked;
