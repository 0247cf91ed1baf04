/** Schemas, and the data sources in them: where the customers' rows live. */
@NullMarked
package io.vitrine.source;

import org.jspecify.annotations.NullMarked;
