/**
 * Resources of our own under {@code /api/v1}: nouns and plurals.
 */
@NullMarked
package io.vitrine.http.v1;

import org.jspecify.annotations.NullMarked;
