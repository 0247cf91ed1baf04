/**
 * The one vocabulary of refusals.
 *
 * <p>Every feature refuses bad input with a {@link io.vitrine.error.Refusal} that carries an
 * {@link io.vitrine.error.ErrorCode}; only {@code io.vitrine.http} knows which status a code becomes.
 */
@NullMarked
package io.vitrine.error;

import org.jspecify.annotations.NullMarked;
