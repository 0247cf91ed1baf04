/**
 * What a viewer's token opens: one customer's view of one dashboard.
 *
 * <p>Nothing is remembered between requests. Each one opens its token again, reads the customer as it is at that moment
 * and decides again what may be seen, so a change of the directory holds from the very next panel on.
 */
@NullMarked
package io.vitrine.embed;

import org.jspecify.annotations.NullMarked;
